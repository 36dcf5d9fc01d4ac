import AjvCompiler from '@fastify/ajv-compiler';
import SerializerSelector from '@fastify/fast-json-stringify-compiler';
import type { FastifyServerOptions } from 'fastify';

type Factory = Required<
  NonNullable<NonNullable<FastifyServerOptions['schemaController']>['compilersFactory']>
>;
interface Validate {
  (value: unknown): unknown;
  errors?: unknown;
}

const buildValidator = AjvCompiler();
const buildSerializer = SerializerSelector();

/**
 * Fastify's own compilers, put off until a route is first asked: code for the validators and serializers of hundreds of
 * routes is a good part of a start, and most routes wait for theirs for long.
 */
export const lazyCompilers: Factory = {
  buildValidator: ((schemas: never, options: never) => {
    const compile = once(() => buildValidator(schemas, options));
    return (route: never) => lazyValidator(once(() => compile()(route) as Validate));
  }) as never,
  buildSerializer: ((schemas: never, options: never) => {
    const compile = once(() => buildSerializer(schemas, options));
    return (route: never) => {
      const serialize = once(() => compile()(route));
      return (value: unknown) => serialize()(value);
    };
  }) as never,
};

function once<Made>(make: () => Made): () => Made {
  let made: Made | undefined;
  return () => (made ??= make());
}

/** What Fastify looks at after a refusal are the errors on the function it has called. */
function lazyValidator(compiled: () => Validate): Validate {
  const validate: Validate = (value) => {
    const made = compiled();
    const answer = made(value);
    validate.errors = made.errors;
    return answer;
  };
  return validate;
}
