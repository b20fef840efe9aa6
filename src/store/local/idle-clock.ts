export type IdleClock = {
  readonly connectionsAre: (count: number) => void;
  /** Somebody has asked where the database is and is about to connect. */
  readonly restart: () => void;
};

type IdleClockOptions = { readonly idleMs: number; readonly onIdle: () => void };

/** Calls `onIdle` when there has been no connection for `idleMs`; starts with the first word it hears. */
export const createIdleClock = ({ idleMs, onIdle }: IdleClockOptions): IdleClock => {
  let connections = 0;
  let timer: NodeJS.Timeout | undefined;

  const restart = (): void => {
    clearTimeout(timer);
    if (connections === 0) timer = setTimeout(onIdle, idleMs);
  };

  return {
    connectionsAre: (count) => {
      connections = count;
      restart();
    },
    restart,
  };
};
