import { Readable } from 'node:stream';
import { Type } from 'typebox';
import { ensure } from '../../platform/errors.ts';
import type { App } from '../../platform/http.ts';
import type { Runtime } from '../../platform/runtime.ts';
import { listOf } from '../../platform/schemas.ts';
import { fileError } from '../../platform/tabular/errors.ts';
import { ProblemSchema, ResultSchema } from './debit-schemas.ts';
import { mandateError } from './errors.ts';
import { presentProblem, presentResult } from './present-debits.ts';
import { receiveResult } from './receive-result.ts';
import { findResult, listProblems, listResults } from './result-queries.ts';
import { exact, ParamsSchema } from './schemas.ts';

/** What banks answered: upload, list, and the lines that a person must look at. */
export function resultRoutes(app: App, runtime: Runtime): void {
  app.post(
    '/debits/results',
    {
      schema: {
        querystring: Type.Object(
          {
            partner: Type.String({ maxLength: 20 }),
            fileName: Type.String({ minLength: 1, maxLength: 200 }),
          },
          exact,
        ),
        response: {
          202: Type.Object({
            id: Type.String(),
            unchanged: Type.Boolean({ description: 'The same bytes were there already' }),
          }),
        },
      },
      bodyLimit: Number.MAX_SAFE_INTEGER,
      config: { permission: 'debits.run' },
    },
    async ({ staff, query, body }, reply) => {
      ensure(body instanceof Readable, fileError('files.empty'));
      const { id, unchanged } = await receiveResult(runtime, staff.company, body, {
        partnerCode: query.partner,
        fileName: query.fileName,
        by: staff.login,
        now: staff.now,
        requestId: staff.requestId,
      });
      return reply.code(202).send({ id: String(id), unchanged });
    },
  );
  app.get(
    '/debits/results',
    { schema: { response: { 200: listOf(ResultSchema) } }, config: { permission: 'reconciliation.view' } },
    async ({ staff }) => ({ rows: (await listResults(staff.db)).map(presentResult) }),
  );
  app.get(
    '/debits/results/:id',
    {
      schema: {
        params: ParamsSchema,
        response: { 200: Type.Object({ ...ResultSchema.properties, rows: Type.Array(ProblemSchema) }) },
      },
      config: { permission: 'reconciliation.view' },
    },
    async ({ staff, params }) => {
      const result = await findResult(staff.db, BigInt(params.id));
      ensure(result, mandateError('mandates.unknown_result', { id: params.id }));
      const problems = await listProblems(staff.db, result.id);
      return { ...presentResult(result), rows: problems.map(presentProblem) };
    },
  );
}
