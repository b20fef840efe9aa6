/** Regions of Genesys Cloud by their names: `PureCloudRegionHosts` of purecloud-platform-client-v2 262, read 2026-11-20. */
const DOMAINS_BY_REGION = {
  us_east_1: 'mypurecloud.com',
  us_east_2: 'use2.us-gov-pure.cloud',
  us_west_2: 'usw2.pure.cloud',
  ca_central_1: 'cac1.pure.cloud',
  sa_east_1: 'sae1.pure.cloud',
  mx_central_1: 'mxc1.pure.cloud',
  eu_west_1: 'mypurecloud.ie',
  eu_west_2: 'euw2.pure.cloud',
  eu_central_1: 'mypurecloud.de',
  eu_central_2: 'euc2.pure.cloud',
  eusc_de_east_1: 'edee1.eusc-pure.cloud',
  me_central_1: 'mec1.pure.cloud',
  ap_south_1: 'aps1.pure.cloud',
  ap_southeast_1: 'apse1.pure.cloud',
  ap_southeast_2: 'mypurecloud.com.au',
  ap_northeast_1: 'mypurecloud.jp',
  ap_northeast_2: 'apne2.pure.cloud',
  ap_northeast_3: 'apne3.pure.cloud',
} as const;

export const GENESYS_DOMAINS: readonly string[] = Object.values(DOMAINS_BY_REGION);

/** All there are, as `name (domain)`. */
export const REGIONS_TEXT = Object.entries(DOMAINS_BY_REGION)
  .map(([region, domain]) => `${region} (${domain})`)
  .join(', ');

/** The domain of a region, by its name (`eu_central_1`, `eu-central-1`) or its domain; null for what is in no list. */
export function regionDomain(region: string): string | null {
  const wanted = region.toLowerCase();
  const named = new Map<string, string>(Object.entries(DOMAINS_BY_REGION)).get(wanted.replaceAll('-', '_'));
  return named ?? (GENESYS_DOMAINS.includes(wanted) ? wanted : null);
}

/** Hosts of Genesys that are the API of one of the regions. */
export const isApiHost = (hostname: string): boolean =>
  GENESYS_DOMAINS.some((domain) => hostname.toLowerCase().replace(/\.$/, '') === `api.${domain}`);

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
