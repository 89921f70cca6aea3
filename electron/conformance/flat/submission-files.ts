import type { FlatJobscript } from '../../generations/flat-submissions.ts';
import { isDict, type PyValue } from '../../persistence/values.ts';
import { dict } from '../encode-records.ts';
import type { FlatContext } from './flat-context.ts';

/** Names and places of the files of a jobscript as the development branch before GEN4 lays them (GEN4 §22.3). */
export function submissionFiles(
  submission: number,
  index: number,
  { fields }: FlatJobscript,
  { store, findings }: FlatContext,
): Record<string, PyValue> {
  const folder = `artifacts/submissions/${submission}`;
  const isInArchive = store.storeName === 'zip';
  const file = (path: string): PyValue => {
    const exists = store.source.isFile(path) || store.source.isFolder(path);
    if (exists && isInArchive) findings.followed('zip files');
    return dict({ path, exists: exists && !isInArchive });
  };
  const resources = fields.get('resources');
  const isCombined = isDict(resources) && resources.get('combine_jobscript_std') === true;
  const std = `${folder}/js_std/${index}`;
  const stream = (name: string): PyValue =>
    file(`${std}/js_${index}_${isCombined ? 'std' : name}.log`);
  return {
    jobscript_name: `js_${index}.sh`,
    jobscript_functions_name: `js_funcs_${index}.sh`,
    EAR_ID_file_name: `js_${index}_EAR_IDs.txt`,
    jobscript_path: file(`${folder}/js_${index}.sh`),
    jobscript_functions_path: file(`${folder}/js_funcs_${index}.sh`),
    EAR_ID_file_path: file(`${folder}/js_${index}_EAR_IDs.txt`),
    direct_stdout_path: stream('stdout'),
    direct_stderr_path: stream('stderr'),
    combined_script_indices_file_path: file(`${folder}/js_${index}_script_indices.txt`),
    std_path: file(std),
  };
}
