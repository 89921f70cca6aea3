import { expect, test } from 'vitest';
import { GENERATIONS, STORE_KINDS } from '../../../shared/contract/documents.ts';
import { conversionOf } from '../../../shared/model/conversions.ts';

test('what each store of each generation can become', () => {
  const possible = GENERATIONS.flatMap((generation) =>
    STORE_KINDS.flatMap((store) => {
      const found = conversionOf(store, generation);
      return 'to' in found ? [`${generation} ${store} → ${found.to}`] : [];
    }),
  );
  expect(possible).toEqual([
    'GEN1 json → zarr',
    'GEN1 zarr → json',
    'GEN2 zarr → zip',
    'GEN2 zip → zarr',
    'GEN3 zarr → zip',
    'GEN3 zip → zarr',
    'GEN4 zarr → zip',
    'GEN4 zip → zarr',
    'GEN5 zarr → zip',
    'GEN5 zip → zarr',
  ]);
});

test('what can become nothing else is told why', () => {
  expect(conversionOf('json', 'GEN3')).toMatchObject({
    problem: {
      code: 'unsupported-operation',
      message: expect.stringMatching(/^A JSON workflow of GEN3 cannot be converted: hpcflow /),
    },
  });
  expect(conversionOf('zip', 'GEN1')).toHaveProperty('problem.code', 'unsupported-operation');
});
