/** What `pg` needs to connect; `host` is the directory of a Unix socket, so `psql -h <host> -U postgres` works as well. */
export type LocalConnection = {
  readonly host: string;
  readonly port: number;
  readonly user: 'postgres';
  readonly database: 'postgres';
  readonly ssl: false;
};

export type LocalDatabase = {
  readonly connection: LocalConnection;
  /** One line for people. */
  readonly description: string;
  /** The process that owns the data directory. */
  readonly pid: number;
};
