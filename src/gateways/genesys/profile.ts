/** The two APIs: that of the four documents, and the published Platform API v2. */
export const PROFILES = ['documented', 'platform'] as const;
export type Profile = (typeof PROFILES)[number];
