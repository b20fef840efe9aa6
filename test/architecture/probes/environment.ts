export const probe = process.env.GENESYS_REGION;
