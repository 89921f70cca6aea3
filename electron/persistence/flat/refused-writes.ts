import { StoreException } from '../store-errors.ts';

function refused(member: string): Promise<never> {
  return Promise.reject(
    new StoreException('NotImplementedError', {
      code: 'unsupported-operation',
      message: `Earshot does not change workflows of this version of hpcflow (${member}).`,
      action: 'Copy, rename or delete the workflow as a whole, or change it with hpcflow.',
    }),
  );
}

/**
 * The writing members of hpcflow's `PersistentStore` since 0.2.0a51: stores of these generations are
 * read only, and each of them says so.
 *
 * All of them throw a StoreException `unsupported-operation`.
 */
export abstract class RefusedWrites {
  /** hpcflow: `add_task` */
  addTask = (): Promise<never> => refused('add_task');
  /** hpcflow: `add_loop` */
  addLoop = (): Promise<never> => refused('add_loop');
  /** hpcflow: `add_submission` */
  addSubmission = (): Promise<never> => refused('add_submission');
  /** hpcflow: `add_submission_part` */
  addSubmissionPart = (): Promise<never> => refused('add_submission_part');
  /** hpcflow: `add_element_set` */
  addElementSet = (): Promise<never> => refused('add_element_set');
  /** hpcflow: `add_element` */
  addElement = (): Promise<never> => refused('add_element');
  /** hpcflow: `add_element_iteration` */
  addElementIteration = (): Promise<never> => refused('add_element_iteration');
  /** hpcflow: `add_EAR` */
  addEAR = (): Promise<never> => refused('add_EAR');
  /** hpcflow: `add_template_components` */
  addTemplateComponents = (): Promise<never> => refused('add_template_components');
  /** hpcflow: `add_set_parameter` */
  addSetParameter = (): Promise<never> => refused('add_set_parameter');
  /** hpcflow: `add_unset_parameter` */
  addUnsetParameter = (): Promise<never> => refused('add_unset_parameter');
  /** hpcflow: `set_parameter_value` */
  setParameterValue = (): Promise<never> => refused('set_parameter_value');
  /** hpcflow: `set_file` */
  setFile = (): Promise<never> => refused('set_file');
  /** hpcflow: `add_file` */
  addFile = (): Promise<never> => refused('add_file');
  /** hpcflow: `update_param_source` */
  updateParamSource = (): Promise<never> => refused('update_param_source');
  /** hpcflow: `update_loop_num_iters` */
  updateLoopNumIters = (): Promise<never> => refused('update_loop_num_iters');
  /** hpcflow: `set_EAR_start` */
  setEARStart = (): Promise<never> => refused('set_EAR_start');
  /** hpcflow: `set_EAR_end` */
  setEAREnd = (): Promise<never> => refused('set_EAR_end');
  /** hpcflow: `set_EAR_skip` */
  setEARSkip = (): Promise<never> => refused('set_EAR_skip');
  /** hpcflow: `set_EAR_submission_index` */
  setEARSubmissionIndex = (): Promise<never> => refused('set_EAR_submission_index');
  /** hpcflow: `set_EARs_initialised` */
  setEARsInitialised = (): Promise<never> => refused('set_EARs_initialised');
  /** hpcflow: `set_jobscript_metadata` */
  setJobscriptMetadata = (): Promise<never> => refused('set_jobscript_metadata');
}
