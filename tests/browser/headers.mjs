/* What every answer must tell the browser to keep to, whoever asks and whatever it holds. */
const POLICY = ["default-src 'none'", "script-src 'self'", "style-src 'self'", "img-src 'self' data:",
  "font-src 'self'", "connect-src 'self'", "form-action 'self'", "base-uri 'none'",
  "frame-ancestors 'none'", "manifest-src 'self'"];
/* A letter shown as mail programs show it may do even less. */
const LESS = ["form-action 'none'", 'sandbox'];
const NEEDED = ["default-src 'none'", "base-uri 'none'", "frame-ancestors 'none'"];
const ALWAYS = {
  'x-content-type-options': 'nosniff',
  'x-frame-options': 'DENY',
  'referrer-policy': 'same-origin',
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
};
const SWITCHED_OFF = ['camera', 'microphone', 'geolocation', 'payment', 'usb', 'browsing-topics'];

/* Told of as faults: [] when all is there. Pages are never kept; a cookie is out of reach of scripts. */
export function header_faults(url, headers) {
  const faults = [];
  const policy = (headers['content-security-policy'] ?? '').split(';').map((part) => part.trim());
  const known = policy.every((part) => POLICY.includes(part) || LESS.includes(part));
  if (!known || NEEDED.some((part) => !policy.includes(part)) || !/form-action/.test(policy.join())) {
    faults.push(`content-security-policy: ${policy.join('; ')} (${url})`);
  }
  for (const [name, value] of Object.entries(ALWAYS)) {
    if (headers[name] !== value) {
      faults.push(`${name}: ${headers[name]} (${url})`);
    }
  }
  const permissions = headers['permissions-policy'] ?? '';
  if (SWITCHED_OFF.some((what) => !permissions.includes(`${what}=()`))) {
    faults.push(`permissions-policy: ${permissions} (${url})`);
  }
  if ((headers['content-type'] ?? '').startsWith('text/html') && headers['cache-control'] !== 'no-store') {
    faults.push(`cache-control: ${headers['cache-control']} (${url})`);
  }
  if (headers['content-type'] && !/charset=utf-8|json|csv|zip|image|font|sheet/.test(headers['content-type'])) {
    faults.push(`content-type: ${headers['content-type']} (${url})`);
  }
  if (headers.server || headers['x-powered-by']) {
    faults.push(`it names its program (${url})`);
  }
  if (headers['set-cookie'] && !/; HttpOnly/i.test(headers['set-cookie'])) {
    faults.push(`a cookie that scripts could read (${url})`);
  }
  return faults;
}
