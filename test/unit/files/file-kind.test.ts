import { describe, expect, it } from 'vitest';
import { fileKind } from '../../../electron/files/file-kind.ts';

const of = (name: string, start: string) => fileKind(name, Buffer.from(start, 'latin1'));

describe('what a file is', () => {
  it.each([
    ['a.png', '\x89PNG\r\n\x1a\n\0', { kind: 'PNG image', view: 'image', mediaType: 'image/png' }],
    ['a.dat', '\x89HDF\r\n\x1a\n\0', { kind: 'HDF5 file', view: 'hdf5' }],
    ['a.txt', '\x93NUMPY\x01\0', { kind: 'NumPy array', view: 'hex' }],
    ['a', 'RIFF1234WEBPVP8 \0', { kind: 'WebP image', view: 'image' }],
    ['a', 'ab\0cd', { kind: 'unknown data', view: 'hex' }],
    ['js_0.sh', 'echo', { kind: 'shell script', language: 'shell', view: 'text' }],
    ['run', '#!/usr/bin/env python3\n', { kind: 'Python script', language: 'python' }],
    ['run', '#!/bin/bash\n', { language: 'shell' }],
    ['material.yaml', 'a: 1', { language: 'yaml', view: 'tree' }],
    ['x.tsv', 'a\tb', { view: 'table' }],
    ['x.svg', '<svg/>', { view: 'image', mediaType: 'image/svg+xml' }],
    ['x.f90', 'program x', { language: 'fortran', view: 'text' }],
    ['BMW.txt', 'BMW is a car', { kind: 'text', view: 'text' }],
    ['stdout', '\x1b[31mred\x1b[0m\r\n', { kind: 'text', view: 'text' }],
    ['empty', '', { kind: 'text', view: 'text' }],
  ])('%s that begins with %j', (name, start, facts) => {
    expect(of(name, start)).toMatchObject(facts);
  });
});
