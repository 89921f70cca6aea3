import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import { AppErrorSchema } from '../../shared/contract/errors.ts';
import { EVENTS } from '../../shared/contract/events.ts';
import { PROCEDURE_NAMES, PROCEDURES } from '../../shared/contract/procedures.ts';

/** JSON Schema of a part of the contract; typed arrays, which JSON has none of, by their class. */
function schemaOf(schema: z.ZodType, io: 'input' | 'output'): unknown {
  return z.toJSONSchema(schema, {
    io,
    unrepresentable: 'any',
    override({ zodSchema, jsonSchema }) {
      const { Class } = zodSchema._zod.bag as { readonly Class?: { readonly name: string } };
      if (Class !== undefined) jsonSchema.typedArray = Class.name;
    },
  });
}

describe('the contract', () => {
  test('is the one that was last agreed on', async () => {
    const procedures = PROCEDURE_NAMES.map((name) => {
      const { scope, effect, input, output } = PROCEDURES[name];
      const schemas = { input: schemaOf(input, 'input'), output: schemaOf(output, 'output') };
      return [name, { scope, effect, ...schemas }];
    });
    const events = Object.entries(EVENTS).map(([name, payload]) => [
      name,
      schemaOf(payload, 'output'),
    ]);
    const contract = {
      procedures: Object.fromEntries(procedures),
      events: Object.fromEntries(events),
      error: schemaOf(AppErrorSchema, 'output'),
    };
    // A change shows in review: run `npx vitest run --project architecture -u` and commit the file.
    const text = `${JSON.stringify(contract, null, 2)}\n`;
    await expect(text).toMatchFileSnapshot('contract.snapshot.json');
  });

  test('names procedures noun.verb and events noun.pastTense', () => {
    const wrong = [
      ...PROCEDURE_NAMES.filter((name) => !/^[a-z]+\.[a-z][A-Za-z]+$/.test(name)),
      ...Object.keys(EVENTS).filter((name) => !/^[a-z]+\.[a-z]+[A-Za-z]*ed$/.test(name)),
    ];
    expect(wrong).toEqual([]);
  });

  test('tells typed arrays apart', () => {
    expect(schemaOf(z.object({ a: z.instanceof(Float64Array) }), 'output')).toMatchObject({
      properties: { a: { typedArray: 'Float64Array' } },
    });
  });

  test('takes no member it does not know in any input', () => {
    const loose = PROCEDURE_NAMES.filter((name) => {
      const schema = z.toJSONSchema(PROCEDURES[name].input, {
        io: 'input',
        unrepresentable: 'any',
      });
      return schema.additionalProperties !== false;
    });
    expect(loose).toEqual([]);
  });
});
