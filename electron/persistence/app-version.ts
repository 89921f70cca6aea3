import { isDict, type PyDict } from './values.ts';

/** First alpha of hpcflow 0.2.0 whose stores hold masked arrays. */
const FIRST_WITH_MASKED_ARRAYS = 35;

/**
 * True for workflows of hpcflow before 0.2.0a35. Applications made of hpcflow have versions of their
 * own; those of this generation came later.
 */
export function isEarlyVersion(creationInfo: PyDict): boolean {
  const info = creationInfo.get('app_info');
  if (!isDict(info) || String(info.get('name')).toLowerCase() !== 'hpcflow') return false;
  const match = /^0\.2\.0a(\d+)$/.exec(String(info.get('version')));
  return match !== null && Number(match[1]) < FIRST_WITH_MASKED_ARRAYS;
}
