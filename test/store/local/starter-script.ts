import pg from 'pg';
import { ensureLocalDatabase } from '../../../src/store/local/ensure-local-database.js';

// One of many processes that need the database at the same moment: finds or starts it, leaves a row, prints the owner's pid.
const [dataDir = '', name = ''] = process.argv.slice(2);
const { connection, pid } = await ensureLocalDatabase({ dataDir });
const client = new pg.Client(connection);
await client.connect();
await client.query('create table if not exists starters (name text primary key)');
await client.query('insert into starters values ($1)', [name]);
await client.end();
process.stdout.write(String(pid));
