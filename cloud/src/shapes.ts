// The small shapes that the schemas of /v1 are built of.
import Type, { type TObject, type TProperties } from 'typebox';

/** An object without unknown fields: what is not named is refused. */
export function Exact<T extends TProperties>(properties: T, options: { $id?: string; title?: string; description?: string } = {}): TObject<T> {
	return Type.Object(properties, { additionalProperties: false, ...options });
}

export const Nullable = <T extends Parameters<typeof Type.Union>[0][number]>(schema: T) => Type.Union([schema, Type.Null()]);

/** A WordPress locale or a BCP 47 tag: "de_DE_formal", "pt-BR", "ary". */
export const Language = Type.String({ pattern: '^[A-Za-z]{2,3}([_-][A-Za-z0-9]{2,10})*$', maxLength: 35 });

/** One of these words. */
export const Word = <const T extends readonly string[]>(...words: T) => Type.Unsafe<T[number]>({ type: 'string', enum: [...words] });
