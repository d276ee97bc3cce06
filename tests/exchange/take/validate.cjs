// Print what the Khronos validator says of a GLB: node validate.cjs VALIDATOR FILE
const fs = require("fs");
const [validator, file] = process.argv.slice(2);
require(validator)
  .validateBytes(new Uint8Array(fs.readFileSync(file)), { uri: file, maxIssues: 50 })
  .then((report) => console.log(JSON.stringify(report)))
  .catch((error) => {
    console.error(String(error));
    process.exitCode = 2;
  });
