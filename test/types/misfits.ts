/**
 * The paths of `Ours` that the official models have not, or have as something else; `never` when all of it fits. Lists may be
 * read-only, and what the models leave optional may be required of us.
 */
export type Misfits<Ours, Theirs> = [Ours] extends [readonly (infer One)[]]
  ? [Theirs] extends [readonly (infer Theirs1)[]]
    ? Misfits<One, Theirs1>
    : 'is no list'
  : [Ours] extends [object]
    ? {
        [Field in keyof Ours & string]-?: Field extends keyof Theirs
          ? Below<Field, Misfits<NonNullable<Ours[Field]>, NonNullable<Theirs[Field]>>>
          : `${Field} is unknown`;
      }[keyof Ours & string]
    : [Ours] extends [Theirs]
      ? never
      : 'is of another type';

type Below<Field extends string, Misfit> = Misfit extends string ? `${Field}.${Misfit}` : never;

/** Compiles only for `never`. */
export type Fits<Misfit extends never> = Misfit;
