import { request } from 'undici';

export async function probe(): Promise<void> {
  await request('http://127.0.0.1');
}
