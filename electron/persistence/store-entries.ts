/**
 * Entries of a workflow's folder that are its store (FORMATS §3.1, §4.1), as patterns; all else, such
 * as `artifacts`, is beside it. Files that a commit has not finished are nothing to any reader.
 */
export const STORE_ENTRIES: Readonly<Record<'json' | 'zarr', readonly string[]>> = {
  json: ['metadata.json', 'parameters.json', 'submissions.json', '*.partial'],
  zarr: ['.zattrs', '.zgroup', 'element_data', 'parameter_data', '*.partial'],
};
