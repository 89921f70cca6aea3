import { gunzipSync } from 'node:zlib';

/**
 * An HDF5 file that h5py 3 wrote (`libver='latest'`): types that h5wasm reads but does not write.
 * `big_endian` (>i2: 1, -2), `truth` (True, False), `complex` (1+2j, 3-4j; attributes unit, ok),
 * `half` (float16), `cell_to` (records label, entry), `names` (texts), `ragged` ([1, 2, 3], [4]),
 * `empty` (no space), `lzf` (compressed by a filter of h5py).
 */
export function h5pyFile(): Uint8Array {
  return gunzipSync(Buffer.from(BYTES.join(''), 'base64'));
}

const BYTES = [
  'H4sIAHNnCGsC/+1ZXUhUQRT+5v7sXtetXU1FLXJ9iRCKCKkIKjPdNtIS3X6gQle96tbuKraBFYH9EPVg9FIPFSH1EP0S9BJB',
  'JFRERb322ENPBf0QEQSVzdw7s957+9keClyYT/TMnDlz5s4354zcc4/HmqIzAtUB1TAgMMlxKmL3F3H9nXUPkhtjTe0KRpRS',
  'pjgy2x446rdlQAGhYiv+G15nOsesRyAgpAxQCCEKHxNSDYKEi0Q/DJ0+lRow6BOrBHyXmnB4GwUL39tl+/NyUQuylXbYsYQN',
  'W4KSEF3d0tGMePumZqpzEqQZbge4WBBcDF98czsvF0tANissIqg9UBJZxaOhAfXFqJ9UgSSMX6mdBPk4QTw3UF7KgmnSg+AS',
  'agsdZWxwTyaZRRUh1srsV5wCezLqHvO4T6YPLmY6FbVs5uAu5D09xZo4lb24/u7zbC8XBFMrWFyUgZREQrkcCegIhODe6bxK',
  'TyjcLLwc+Vbx6kHeuKiz4yJI26lEt5kCZhH7ijAz2eG90Bj3IiacDM3nDFWK5c5MZy5u1N/9Eu2ggXONX9ckTnCNNT717Fj/',
  'u1l52aOR9KvYtnhSbJ4aKt05U4iRtO3rzQv/zXljPNZEbwvKaTHt9c6vmGPri+iPjQ2oWhrtoFaIE3cqE48vDW0Ysai2R97r',
  'tr4abomit2lmNPldePiwijcabGFwGZ5Yu2ZjCwE/Yec1wmVrW8IVFEJ2d7vthP7+Zfe/4aBjL4rDXofbTvPsdSgECQkJCQkJ',
  'CQkJCQkJCQmJf4WVqx1v5Y2ON3H2ti7Kl6qnz9p/VT7ihQVWZrP9Rlzlo64IuJajAMtHODh2LMeFZu1fsYuwfy43i4Jyzs9E',
  '4QfTuRU157xx4a3wWB9xvGXX4uJqEDrrgAZCoy21r8+y14kdG8Ycxp2iEM0g5Y71RkXgnJx+XDzZObEv2h5rg99KivDUiDh5',
  'Ue8TVdufimwcRX+5ouaYSXheEVTMFbpLz648b4y3RKE/2nK9AuepaiYe140vwHLaLMXuqrsLwegtx9lDDxehzsre86dPNuMA',
  'bZbgY7JnO7ZZtt/GQyZaaDOEFWviozhh2ba+vDqGtNU8PDixQN6u0w7RWFNj7usuw525NSpBoDvZ32lmepOJzK1cBOnZ4T3Z',
  'gXu5qrS/ZzA9lDJHnipCow0kUn0v1CkDM5XqzA6+0nIuMom0ubvWJ/q+4UR/v9nbVZkzMNND2b2pKtFXaeqPVMtzmv5wft7U',
  '+I0j+rrdH6V/R30Eyrgfapefan4A5F/WrpUgAAA=',
];
