// SPDX-License-Identifier: Apache-2.0
//! A host in Rust: deploys a contract, calls it, prints what came of it. No crates; `evmc.rs` is the ABI, `vm.rs` owns what the library
//! hands out, `host.rs` answers its questions.

mod evmc;
mod host;
mod vm;

use evmc::{Address, Message, Word};
use host::Host;
use vm::{Execution, Vm};

/// Adds the number in its call data to slot 0 and returns the sum. The first 9 bytes return the rest, which is the contract.
const INIT_CODE: [u8; 23] = [
    0x60, 0x0e, 0x80, 0x60, 0x09, 0x5f, 0x39, 0x5f, 0xf3, // PUSH1 14, DUP1, PUSH1 9, PUSH0, CODECOPY, PUSH0, RETURN
    0x5f, 0x35, 0x5f, 0x54, 0x01, 0x80, 0x5f, 0x55, // PUSH0, CALLDATALOAD, PUSH0, SLOAD, ADD, DUP1, PUSH0, SSTORE
    0x5f, 0x52, 0x60, 0x20, 0x5f, 0xf3, // PUSH0, MSTORE, PUSH1 32, PUSH0, RETURN
];

fn message(kind: i32, to: Address, input: &[u8]) -> Message {
    let mut sender = Address::default();
    sender.0[19] = 0x5e;
    Message {
        kind,
        flags: 0,
        depth: 0,
        gas: 1_000_000,
        recipient: to,
        sender,
        input: input.as_ptr(),
        input_size: input.len(),
        value: Word::default(),
        create2_salt: Word::default(),
        code_address: to,
        code: std::ptr::null(),
        code_size: 0,
    }
}

fn status(result: &Execution) -> &'static str {
    if result.status() == evmc::SUCCESS {
        "success"
    } else {
        "failure"
    }
}

fn main() -> Result<(), String> {
    let vm = Vm::new().ok_or("no VM of EVMC ABI 12")?;
    println!("VM {}, EVMC ABI {}", vm.name(), evmc::ABI_VERSION);
    vm.set_option("enable_gas_metering", "true")?;

    let host = Host::new(&vm);
    let creation = message(evmc::CREATE, Address::default(), &INIT_CODE);
    let deployed = host.transact(&creation);
    println!("deploy: {}, gas used {}", status(&deployed), creation.gas - deployed.gas_left());

    let contract = deployed.create_address();
    for addend in [40, 2] {
        let input = Word::new(addend);
        let call = message(evmc::CALL, contract, &input.0);
        let result = host.transact(&call);
        let sum = result.output().try_into().map(|bytes| Word(bytes).low()).unwrap_or_default();
        println!("add {addend}: {}, returned {sum}, gas used {}", status(&result), call.gas - result.gas_left());
    }

    println!("slot 0: {}", host.stored(&contract, &Word::default()).low());
    Ok(())
}
