import pg from 'pg';

// Opens a transaction, writes a row, says so, and never ends: to be killed.
const [host = '', port = ''] = process.argv.slice(2);
const client = new pg.Client({ host, port: Number(port), user: 'postgres', database: 'postgres' });
await client.connect();
await client.query('begin');
await client.query('insert into unfinished values ($1)', ['never committed']);
process.stdout.write('open');
setInterval(() => undefined, 60_000);
