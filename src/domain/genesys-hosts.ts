/** Domains of Genesys Cloud regions: `PureCloudRegionHosts` of purecloud-platform-client-v2 262, read 2026-11-20. */
export const GENESYS_DOMAINS = [
  'mypurecloud.com',
  'mypurecloud.ie',
  'mypurecloud.de',
  'mypurecloud.jp',
  'mypurecloud.com.au',
  'usw2.pure.cloud',
  'cac1.pure.cloud',
  'euw2.pure.cloud',
  'euc2.pure.cloud',
  'aps1.pure.cloud',
  'apne2.pure.cloud',
  'apne3.pure.cloud',
  'apse1.pure.cloud',
  'sae1.pure.cloud',
  'mec1.pure.cloud',
  'mxc1.pure.cloud',
  'use2.us-gov-pure.cloud',
  'edee1.eusc-pure.cloud',
] as const;

/** Everything below these belongs to Genesys, whether or not its region is in the table. */
const GENESYS_ROOTS =
  /(^|\.)(mypurecloud\.(com|ie|de|jp|com\.au)|pure\.cloud|us-gov-pure\.cloud|eusc-pure\.cloud|genesyscloud\.com|genesys\.cloud)\.?$/;

export const isGenesysHost = (hostname: string): boolean => GENESYS_ROOTS.test(hostname.toLowerCase());

/** API and login hosts of a region. Tokens come from the login host only. */
export const regionUrls = (domain: string) => ({
  baseUrl: `https://api.${domain}`,
  loginUrl: `https://login.${domain}`,
});

/** This machine, by the host name of a URL. */
export const isLoopback = (hostname: string): boolean => /^(localhost|127(\.\d+){3}|\[::1\])$/.test(hostname);
