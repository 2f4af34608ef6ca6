import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

/**
 * Its key was thrown away when it was made: what is sealed with it nobody
 * opens, and the clusters of the sandbox do not look at secrets.
 */
export const SEALING_CERTIFICATE = `-----BEGIN CERTIFICATE-----
MIIDMTCCAhmgAwIBAgIUak8m39IUdD+JGuptzPbjL2E411AwDQYJKoZIhvcNAQEL
BQAwJzElMCMGA1UEAwwcc2FuZGJveCwgd2hpY2ggb3BlbnMgbm90aGluZzAgFw0y
NjExMjEyMTE1NTNaGA8yMTI2MTAyODIxMTU1M1owJzElMCMGA1UEAwwcc2FuZGJv
eCwgd2hpY2ggb3BlbnMgbm90aGluZzCCASIwDQYJKoZIhvcNAQEBBQADggEPADCC
AQoCggEBAM6GNy/MwEueptIZCT/1/tmYjcZQEtOUJb50Q3r1dKawDn0wV1ZRbcks
u0hIAFSJjNeDDTCFgaIdSYVwh1uqaRhvJDhZb4gIb4yq5Xrn7nli7MkZf/ilqodf
aLKxUf14fT6YzCzPrYxMrHc4LLA+rejau8yzDlJfs+lfMlYMaO+JAMy/oAlYtzLu
Q4ixtnFWGaOGkJvfLps+jrAWGad/OHng8x7Mo7m7jqWBCqJIzli1L9ZId5pExr04
jme7c1cbOW0BqgWMvysZS93sAM58KyNZmwtR9CjE2pmulrLh7uGRvAoToAT81Ibs
GJxmxyXmuK6visb+lWFiphVFU2K4ZIMCAwEAAaNTMFEwHQYDVR0OBBYEFCcxPjKg
xFlIUScgrptZANxFa5QmMB8GA1UdIwQYMBaAFCcxPjKgxFlIUScgrptZANxFa5Qm
MA8GA1UdEwEB/wQFMAMBAf8wDQYJKoZIhvcNAQELBQADggEBABklNNNHI9m5TqNK
lF+Gf+gS9EfTcLFey39rUq8Pe1Zwni9aSxDOd0sF1ZN5GBFfQWSxqHKigAFYFcRI
uWPJ7xwdbimCtVIj6vlKui7740GBMskjI1umAe7Lu7DZ5YcymRp7o/uSkwfN1wOS
hZUMeHO8+sbW0JL3iNmrODGMmHYq0ZPIkIi5HwXKzhKBmdMESHaTtpx+NSj/eDp1
h6b6pVihR+D2vui9Y743K480zs1eZOuo97ntLz/O9CAAfS1zm2XDYlOc2Ld/X/3G
6QYdsVHZ8tOUAcpLfO2Pu9EP3/VU6wjLyBHaDLyZsvn+hmFHOT0yXvvHuDF7EX82
300uk8I=
-----END CERTIFICATE-----
`;

/** Writes what forms seal passwords with; gives the path of the file. */
export async function writeSealingCertificate(
  directory: string,
): Promise<string> {
  await mkdir(directory, { recursive: true });
  const path = join(directory, 'sealing.pem');
  await writeFile(path, SEALING_CERTIFICATE);
  return path;
}
