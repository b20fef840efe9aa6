type Refusal = { readonly code: string; readonly message: string };

/** A fatal ErrorResponse of the PostgreSQL protocol; `code` is one of its five-character SQLSTATEs. */
export const errorResponse = ({ code, message }: Refusal): Buffer => {
  const body = Buffer.from(`SFATAL\0VFATAL\0C${code}\0M${message}\0\0`);
  const header = Buffer.from([0x45, 0, 0, 0, 0]);
  header.writeInt32BE(4 + body.length, 1);
  return Buffer.concat([header, body]);
};
