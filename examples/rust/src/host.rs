// SPDX-License-Identifier: Apache-2.0
//! An in-memory host. The VM calls back while the host that called it is on the stack, so that state lies in a RefCell which no
//! function keeps borrowed while the VM runs.

use crate::evmc::{self, Address, Context, HostInterface, Message, RawResult, TxContext, Word};
use crate::vm::{Execution, Vm};
use std::cell::RefCell;
use std::collections::HashMap;
use std::ffi::{c_int, c_void};

const DEPOSIT_GAS_PER_BYTE: i64 = 200;

#[derive(Clone, Copy, Default)]
struct Slot {
    original: Word, // at the beginning of the transaction
    current: Word,
    warm: bool,
}

#[derive(Clone, Default)]
struct Account {
    code: Vec<u8>,
    storage: HashMap<Word, Slot>,
    transient: HashMap<Word, Word>,
    warm: bool,
}

type State = HashMap<Address, Account>;

pub struct Host<'vm> {
    vm: &'vm Vm,
    state: RefCell<State>,
}

impl<'vm> Host<'vm> {
    pub fn new(vm: &'vm Vm) -> Self {
        Self { vm, state: RefCell::default() }
    }

    /// A transaction: what is stored becomes the original value, and everything is cold but the sender and the recipient.
    pub fn transact(&self, message: &Message) -> Execution {
        {
            let mut state = self.state.borrow_mut();
            for account in state.values_mut() {
                account.warm = false;
                account.transient.clear();
                for slot in account.storage.values_mut() {
                    *slot = Slot { original: slot.current, current: slot.current, warm: false };
                }
            }
            state.entry(message.sender).or_default().warm = true;
            state.entry(message.recipient).or_default().warm = true;
        }
        self.call(message)
    }

    pub fn stored(&self, address: &Address, key: &Word) -> Word {
        self.with(address, |account| account.storage.get(key).copied().unwrap_or_default().current)
    }

    fn with<T>(&self, address: &Address, action: impl FnOnce(&mut Account) -> T) -> T {
        action(self.state.borrow_mut().entry(*address).or_default())
    }

    fn execute(&self, message: &Message, code: &[u8]) -> Execution {
        let context = self as *const Self as *mut c_void;
        unsafe { self.vm.execute(&FUNCTIONS, context, evmc::OSAKA, message, code) }
    }

    /// Every message comes through here: those of main, and those of contracts.
    fn call(&self, message: &Message) -> Execution {
        let before = self.state.borrow().clone();
        let result = match message.kind {
            evmc::CREATE | evmc::CREATE2 => self.deploy(message),
            _ => {
                let code = self.with(&message.code_address, |account| account.code.clone());
                self.execute(message, &code)
            }
        };
        if result.status() != evmc::SUCCESS {
            *self.state.borrow_mut() = before;
        }
        result
    }

    /// Runs init code and stores what it returns as the code of the new account.
    fn deploy(&self, message: &Message) -> Execution {
        let mut create = message.clone();
        create.recipient.0[19] = 0xc0; // a real host computes the address from sender and nonce
        create.input = std::ptr::null();
        create.input_size = 0;
        let init_code = match message.input_size {
            0 => &[],
            size => unsafe { std::slice::from_raw_parts(message.input, size) },
        };
        let made = self.execute(&create, init_code);
        if made.status() != evmc::SUCCESS {
            return made;
        }
        let gas_left = made.gas_left() - DEPOSIT_GAS_PER_BYTE * made.output().len() as i64;
        if gas_left < 0 {
            return Execution::new(evmc::OUT_OF_GAS, 0, 0, Address::default());
        }
        self.with(&create.recipient, |account| account.code = made.output().to_vec());
        Execution::new(evmc::SUCCESS, gas_left, made.gas_refund(), create.recipient)
    }
}

unsafe fn host<'a>(context: Context) -> &'a Host<'a> {
    &*(context as *const Host<'a>)
}

unsafe extern "C" fn account_exists(context: Context, address: *const Address) -> bool {
    host(context).with(&*address, |account| !account.code.is_empty())
}

unsafe extern "C" fn get_storage(context: Context, address: *const Address, key: *const Word) -> Word {
    host(context).stored(&*address, &*key)
}

unsafe extern "C" fn set_storage(context: Context, address: *const Address, key: *const Word, value: *const Word) -> c_int {
    let value = *value;
    host(context).with(&*address, |account| {
        let slot = account.storage.entry(*key).or_default();
        let (original, current) = (slot.original, slot.current);
        slot.current = value;
        status(original, current, value)
    })
}

/// The effect of a store by the original, the current and the new value (evmc_storage_status).
fn status(original: Word, current: Word, value: Word) -> c_int {
    let pick = |added, deleted, modified| match (current.is_zero(), value.is_zero()) {
        (true, _) => added,
        (_, true) => deleted,
        _ => modified,
    };
    if current == value {
        0 // assigned
    } else if original == current {
        pick(1, 2, 3) // added, deleted, modified
    } else if original == value {
        pick(6, 7, 8) // deleted and restored, added and deleted, modified and restored
    } else if original.is_zero() {
        0
    } else {
        pick(4, 5, 0) // deleted and added, modified and deleted
    }
}

/// Nobody has a balance here.
unsafe extern "C" fn get_balance(_: Context, _: *const Address) -> Word {
    Word::default()
}

unsafe extern "C" fn get_code_size(context: Context, address: *const Address) -> usize {
    host(context).with(&*address, |account| account.code.len())
}

/// A real host returns the Keccak-256 hash of the code.
unsafe extern "C" fn get_code_hash(_: Context, _: *const Address) -> Word {
    Word::default()
}

unsafe extern "C" fn copy_code(context: Context, address: *const Address, offset: usize, buffer: *mut u8, size: usize) -> usize {
    host(context).with(&*address, |account| {
        let rest = account.code.get(offset..).unwrap_or_default();
        let count = rest.len().min(size);
        std::ptr::copy_nonoverlapping(rest.as_ptr(), buffer, count);
        count
    })
}

unsafe extern "C" fn selfdestruct(_: Context, _: *const Address, _: *const Address) -> bool {
    false
}

unsafe extern "C" fn call(context: Context, message: *const Message) -> RawResult {
    host(context).call(&*message).into_raw()
}

unsafe extern "C" fn get_tx_context(_: Context) -> TxContext {
    TxContext {
        gas_price: Word::default(),
        origin: Address::default(),
        coinbase: Address::default(),
        number: 1,
        timestamp: 1,
        gas_limit: 30_000_000,
        prev_randao: Word::default(),
        chain_id: Word::new(1),
        base_fee: Word::default(),
        blob_base_fee: Word::default(),
        blob_hashes: std::ptr::null(),
        blob_hashes_count: 0,
        initcodes: std::ptr::null(),
        initcodes_count: 0,
    }
}

unsafe extern "C" fn get_block_hash(_: Context, _: i64) -> Word {
    Word::default()
}

unsafe extern "C" fn emit_log(_: Context, _: *const Address, _: *const u8, size: usize, _: *const Word, topics: usize) {
    println!("a log of {size} bytes with {topics} topics");
}

unsafe extern "C" fn access_account(context: Context, address: *const Address) -> c_int {
    host(context).with(&*address, |account| c_int::from(std::mem::replace(&mut account.warm, true)))
}

unsafe extern "C" fn access_storage(context: Context, address: *const Address, key: *const Word) -> c_int {
    host(context).with(&*address, |account| c_int::from(std::mem::replace(&mut account.storage.entry(*key).or_default().warm, true)))
}

unsafe extern "C" fn get_transient_storage(context: Context, address: *const Address, key: *const Word) -> Word {
    host(context).with(&*address, |account| account.transient.get(&*key).copied().unwrap_or_default())
}

unsafe extern "C" fn set_transient_storage(context: Context, address: *const Address, key: *const Word, value: *const Word) {
    host(context).with(&*address, |account| account.transient.insert(*key, *value));
}

static FUNCTIONS: HostInterface = HostInterface {
    account_exists,
    get_storage,
    set_storage,
    get_balance,
    get_code_size,
    get_code_hash,
    copy_code,
    selfdestruct,
    call,
    get_tx_context,
    get_block_hash,
    emit_log,
    access_account,
    access_storage,
    get_transient_storage,
    set_transient_storage,
};
