import type { AppError } from '../../../shared/contract/errors.ts';
import { LONGEST_NAME_BYTES, operationIdOf } from './sibling-names.ts';

/** Windows keeps these for devices, with any ending (Naming Files, Paths, and Namespaces). */
const DEVICE = /^(?:con|prn|aux|nul|com[0-9¹²³]|lpt[0-9¹²³])(?:\..*)?$/i;
// biome-ignore lint/suspicious/noControlCharactersInRegex: Windows forbids exactly these.
const WINDOWS_FORBIDS = /[<>:"/\\|?*\u0000-\u001f]/;

function invalid(message: string, action: string): AppError {
  return { code: 'invalid-request', message, action, field: 'name' };
}

/** What is wrong with a name for a folder; undefined when it can be used. */
export function nameProblem(name: string, platform: NodeJS.Platform): AppError | undefined {
  if (name.trim() === '') return invalid('The name is empty.', 'Type a name.');
  if (name === '.' || name === '..') {
    return invalid(`“${name}” means a folder that is there already.`, 'Choose another name.');
  }
  const forbidden =
    platform === 'win32' ? WINDOWS_FORBIDS.exec(name)?.[0] : /[/\0]/.exec(name)?.[0];
  if (forbidden !== undefined) {
    const shown = forbidden < ' ' ? 'a control character' : `“${forbidden}”`;
    return invalid(`The name has ${shown} in it.`, 'Leave it out.');
  }
  if (Buffer.byteLength(name) > LONGEST_NAME_BYTES) {
    return invalid(
      `The name is too long: ${Buffer.byteLength(name)} bytes, and ${LONGEST_NAME_BYTES} is the most.`,
      'Choose a shorter name.',
    );
  }
  if (operationIdOf(name) !== undefined) {
    return invalid(
      'The name looks like what an interrupted operation leaves behind.',
      'Choose another name.',
    );
  }
  if (platform !== 'win32') return undefined;
  if (/[. ]$/.test(name)) {
    return invalid(
      'The name ends with a dot or a space.',
      'Windows does not keep these: leave it out.',
    );
  }
  return DEVICE.test(name)
    ? invalid(`“${name}” is the name of a device on Windows.`, 'Choose another name.')
    : undefined;
}
