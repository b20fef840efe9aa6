// stands for src/personal-data/ip-address.ts, which must not import node:net
import { isIP } from 'node:net';
export const probe = isIP;
