// SPDX-License-Identifier: Apache-2.0
// Compiles the contracts of src and writes a case file of each into cases, with what the interpreter does; scripts/contracts starts it.
// With --check nothing is written: case files that are not what it would write are named, and it fails.

const { execFileSync } = require("node:child_process");
const { createHash } = require("node:crypto");
const fs = require("node:fs");
const os = require("node:os");
const path = require("node:path");

const COMPILER = "0.8.30+commit.73712a01";
const CONTRACT = "0x00000000000000000000000000000000000c0de0";
const SENDER = "0x000000000000000000000000000000000000ca11";
const NO_LOGS = "0x1dcc4de8dec75d7aab85b567b6ccd41ad312451b948a7413f0a142fd40d49347";

// Bytes that follow no pattern a contract could profit from, and are the same each time.
function bytes(count) {
  let state = 1n;
  return Array.from({ length: count }, () => {
    state = (state * 6364136223846793005n + 1442695040888963407n) & 0xffffffffffffffffn;
    return Number(state >> 56n).toString(16).padStart(2, "0");
  }).join("");
}

const items = order => Array.from({ length: 2 + order % 3 }, (_, i) => [
  1000n * BigInt(order) + BigInt(i),
  Buffer.from(`Item ${i} of order ${order}, as its label says`.slice(0, 9 + 7 * order)).toString("hex"),
  Array.from({ length: 1 + (order + i) % 4 }, (_, j) => 10n ** 18n * BigInt(j + 1) + BigInt(order * i)),
]);
const orders = Array.from({ length: 4 }, (_, i) => [BigInt(0x5e110 + i), BigInt(i % 2), items(i), bytes(20 * i)]);

// Contract: what the case is called and is about, whether the newer of solc's two code generators is used, and the call.
const CASES = {
  AbiCoding: {
    name: "abi_coding", about: "orders, nested dynamic types, decoded, changed and encoded", viaIR: true,
    arguments: [["(uint,uint,(uint,bytes,uint[])[],bytes)[]", orders], ["uint", 3n]],
  },
  Base64: {
    name: "base64", about: "base64, there and back",
    arguments: [["bytes", bytes(200)], ["uint", 2n]],
  },
  EllipticCurve: {
    name: "elliptic_curve", about: "a multiple of secp256k1's generator", viaIR: true,
    arguments: [["uint", 0xb7e151628aed2a6abf7158809cf4f3c762e7160f38b4da56a784d9045190cfefn], ["uint", 1n]],
  },
  FixedPoint: {
    name: "fixed_point", about: "exp, ln and sqrt with 18 decimals", viaIR: true,
    arguments: [["uint", (1n << 256n) - 21234567890123456789n], ["uint", 3777777777777777777n], ["uint", 12n]],
  },
  Keccak256: {
    name: "keccak256", about: "Keccak-256 with its permutation in Solidity",
    arguments: [["bytes", bytes(150)], ["uint", 2n]],
  },
  Matrix: {
    name: "matrix", about: "a power of a matrix", viaIR: true,
    arguments: [["uint", 1234567890123456n], ["uint", 9n], ["uint", 5n]],
  },
  Ripemd160: {
    name: "ripemd160", about: "RIPEMD-160",
    arguments: [["bytes", bytes(100)], ["uint", 3n]],
  },
  Sha256: {
    name: "sha256", about: "SHA-256", viaIR: true,
    arguments: [["bytes", bytes(300)], ["uint", 6n]],
  },
  Sorting: {
    name: "sorting", about: "quicksort",
    arguments: [["uint", 20261130n], ["uint", 300n]],
  },
  Strings: {
    name: "strings", about: "text built of pieces",
    arguments: [["uint", 95n], ["uint", 10n], ["uint", 0xdecaf00000000000000000000000000000c0ffeen]],
  },
};

const word = value => value.toString(16).padStart(64, "0");

// The parts of a list of types, as in uint,(uint,bytes)[],bytes.
function parts(types) {
  let depth = 0;
  const found = [""];
  for (const character of types) {
    depth += character === "(" ? 1 : character === ")" ? -1 : 0;
    if (character === "," && depth === 0) {
      found.push("");
    } else {
      found[found.length - 1] += character;
    }
  }
  return found;
}

const isDynamic = type => type !== "uint" && (!type.startsWith("(") || type.endsWith("[]") || parts(type.slice(1, -1)).some(isDynamic));

// Solidity's contract ABI specification: uint (any number of at most 256 bits), bytes (and string), arrays, tuples.
function encode(type, value) {
  if (type.endsWith("[]")) {
    return word(value.length) + encodeAll(value.map(() => type.slice(0, -2)), value);
  }
  if (type.startsWith("(")) {
    return encodeAll(parts(type.slice(1, -1)), value);
  }
  return type === "uint" ? word(value) : word(value.length / 2) + value.padEnd(Math.ceil(value.length / 64) * 64, "0");
}

function encodeAll(types, values) {
  const bodies = types.map((type, i) => encode(type, values[i]));
  let offset = types.reduce((sum, type, i) => sum + (isDynamic(type) ? 32 : bodies[i].length / 2), 0);
  let head = "";
  let tail = "";
  types.forEach((type, i) => {
    if (isDynamic(type)) {
      head += word(offset);
      tail += bodies[i];
      offset += bodies[i].length / 2;
    } else {
      head += bodies[i];
    }
  });
  return head + tail;
}

// The code of a contract, the selector of its external function, and the hash of its source.
function compile(solc, contract, viaIR) {
  const file = `${contract}.sol`;
  const content = fs.readFileSync(path.join(__dirname, "src", file), "utf8");
  const result = JSON.parse(solc.compile(JSON.stringify({
    language: "Solidity",
    sources: { [file]: { content } },
    settings: {
      viaIR,
      optimizer: { enabled: true, runs: 200 },
      evmVersion: "prague",
      metadata: { appendCBOR: false, bytecodeHash: "none" },
      outputSelection: { "*": { "*": ["evm.deployedBytecode.object", "evm.methodIdentifiers"] } },
    },
  })));
  if (result.errors?.length) {
    throw new Error(result.errors.map(error => error.formattedMessage).join("\n"));
  }
  const { deployedBytecode, methodIdentifiers } = result.contracts[file][contract].evm;
  const entry = content.match(/function (\w+)\([^{]*\bexternal\b/)[1];
  const selector = Object.entries(methodIdentifiers).find(([signature]) => signature.startsWith(`${entry}(`))[1];
  return { code: deployedBytecode.object, selector, sha256: createHash("sha256").update(content).digest("hex") };
}

const account = code => ({ balance: "0x0", nonce: "0x0", code, storage: {} });

function caseOf(contract, row, { code, selector, sha256 }) {
  const data = selector + encodeAll(row.arguments.map(([type]) => type), row.arguments.map(([, value]) => value));
  const generator = row.viaIR ? ", via IR" : "";
  return {
    name: row.name,
    description: `${contract}: ${row.about}`,
    source: { path: `tests/contracts/src/${contract}.sol`, sha256, compiler: `solc ${COMPILER}, optimizer, 200 runs${generator}` },
    fork: "Prague",
    env: {
      chainId: "0x1", number: "0x1", timestamp: "0x1", gasLimit: "0x7fffffffffffffff", coinbase: `0x${"0".repeat(40)}`,
      prevRandao: `0x${word(0)}`, baseFee: "0x0", gasPrice: "0x0",
    },
    pre: { [SENDER]: account("0x"), [CONTRACT]: account(`0x${code}`) },
    runs: [{
      label: "main", sender: SENDER, to: CONTRACT, value: "0x0", data: `0x${data}`, gas: "0x3b9aca00",
      expected: {
        status: "success", gasUsed: "0x0", gasRefund: "0x0", outputSize: 0, output: "0x", logsCount: 0, logsHash: NO_LOGS, logs: [],
        storage: {},
      },
    }],
  };
}

const text = value => `${JSON.stringify(value, null, 2)}\n`;

// What the interpreter does with the call. It exits with 1 because the file does not say yet what is expected.
function execute(dtvm, file) {
  try {
    const run = [dtvm, "run", "--case", file, "--mode", "interpreter", "--json"];
    return JSON.parse(execFileSync("dotnet", run, { encoding: "utf8", stdio: ["ignore", "pipe", "pipe"] }));
  } catch (error) {
    if (error.status !== 1 || !error.stdout) {
      throw error;
    }
    return JSON.parse(error.stdout);
  }
}

function main() {
  const [solcFolder, dtvm, ...options] = process.argv.slice(2);
  const isCheck = options.includes("--check");
  const solc = require(solcFolder);
  if (!solc.version().startsWith(COMPILER)) {
    throw new Error(`the compiler is ${solc.version()}, expected ${COMPILER}`);
  }
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), "contracts-"));
  let stale = 0;
  try {
    for (const [contract, row] of Object.entries(CASES)) {
      const item = caseOf(contract, row, compile(solc, contract, row.viaIR ?? false));
      const draft = path.join(folder, `${row.name}.json`);
      fs.writeFileSync(draft, text(item));
      const outcome = execute(dtvm, draft);
      if (outcome.status !== "success") {
        throw new Error(`${contract}: ${outcome.status}, output ${outcome.output}`);
      }
      const expected = item.runs[0].expected;
      expected.gasUsed = `0x${outcome.gas_used.toString(16)}`;
      expected.output = outcome.output;
      expected.outputSize = (outcome.output.length - 2) / 2;
      const file = path.join(__dirname, "cases", `${row.name}.json`);
      const isCurrent = fs.existsSync(file) && fs.readFileSync(file, "utf8") === text(item);
      if (isCheck && !isCurrent) {
        console.error(`dtvm: ${path.relative(process.cwd(), file)} is not what its source gives: scripts/contracts makes it anew`);
        stale++;
      } else if (!isCheck) {
        fs.mkdirSync(path.dirname(file), { recursive: true });
        fs.writeFileSync(file, text(item));
      }
      const size = item.pre[CONTRACT].code.length / 2 - 1;
      console.log(`${row.name}: ${size} bytes of code, ${outcome.gas_used} gas, ${expected.outputSize} bytes of output`);
    }
  } finally {
    fs.rmSync(folder, { recursive: true });
  }
  process.exitCode = stale === 0 ? 0 : 1;
}

main();
