/** What a request shows as proof of its sender: its scheme's headers, each sent once, and the bytes of its body. */
export type Claim = { readonly values: readonly string[]; readonly body: Buffer };
