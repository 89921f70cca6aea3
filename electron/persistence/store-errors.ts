import { type AppError, AppException } from '../../shared/contract/errors.ts';

/** The Python error that hpcflow's own store raises in the same situation (FORMATS §9.10). */
export type PythonErrorName =
  | 'ContainsGroupError'
  | 'FileExistsError'
  | 'FileNotFoundError'
  | 'KeyError'
  | 'BoundsCheckError'
  | 'IndexError'
  | 'NotImplementedError'
  | 'OverflowError'
  | 'RuntimeError'
  | 'AttributeError'
  | 'TypeError'
  | 'ValueError'
  | 'WorkflowNotFoundError';

/** An error of the store API, with the name hpcflow's own error has. */
export class StoreException extends AppException {
  constructor(
    readonly pythonName: PythonErrorName,
    error: AppError,
  ) {
    super(error);
  }
}

export function workflowNotFound(path: string): StoreException {
  return new StoreException('WorkflowNotFoundError', {
    code: 'not-found',
    message: `There is no hpcflow workflow at ${path}.`,
    action: 'Choose the folder that holds metadata.json or .zgroup.',
    path,
  });
}

export function unknownKey(file: string, index: number): StoreException {
  return new StoreException('KeyError', {
    code: 'not-found',
    message: `${file} has no parameter ${index}.`,
    action: 'Open the workflow again if it was changed since.',
  });
}

export function outOfBounds(file: string, index: number, length: number): StoreException {
  return new StoreException('BoundsCheckError', {
    code: 'not-found',
    message: `${file} has ${length} rows, so there is no row ${index}.`,
    action: 'Open the workflow again if it was changed since.',
  });
}

export function invalidRequest(
  pythonName: PythonErrorName,
  message: string,
  field: string,
): StoreException {
  return new StoreException(pythonName, { code: 'invalid-request', message, field });
}

/** A document or row does not have the layout that FORMATS describes. */
export function corrupt(file: string, place: string | undefined, what: string): AppException {
  return new AppException({
    code: 'corrupt-data',
    message: `${file}${place === undefined ? '' : ` at ${place}`} ${what}.`,
    action: 'Restore the file from a copy of the workflow.',
    file,
    ...(place === undefined ? {} : { place }),
  });
}
