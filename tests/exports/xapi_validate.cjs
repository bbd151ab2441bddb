// Holds every statement of a file against the rules of xAPI 1.0.3 by @learninglocker/xapi-validation 3.0.0.
// Usage: NODE_PATH=…/node_modules node xapi_validate.cjs FILE
const fs = require('node:fs');
const validation = require('@learninglocker/xapi-validation');
const validate = validation.default; // of a statement
const lines = fs.readFileSync(process.argv[2], 'utf8').split('\n').filter(line => line !== '');
lines.forEach((line, number) => {
  const warnings = validate(JSON.parse(line));
  if (warnings.length > 0) {
    console.error(`statement ${number + 1}: ${JSON.stringify(warnings)}\n${line}`);
    process.exit(1);
  }
});
console.log(`xapi-validation: ${lines.length} statements hold`);
