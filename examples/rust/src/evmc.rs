// SPDX-License-Identifier: Apache-2.0
//! EVMC ABI 12 as far as a host needs it. Enumerations that come from the other side are plain integers: an unknown value would be
//! undefined behaviour in a Rust enum.

use std::ffi::{c_char, c_int, c_void};

pub const ABI_VERSION: c_int = 12;
pub const OSAKA: c_int = 14;

pub const CALL: c_int = 0;
pub const CREATE: c_int = 3;
pub const CREATE2: c_int = 4;

pub const SUCCESS: c_int = 0;
pub const OUT_OF_GAS: c_int = 3;

#[derive(Clone, Copy, Default, PartialEq, Eq, Hash)]
#[repr(C)]
pub struct Address(pub [u8; 20]);

#[derive(Clone, Copy, Default, PartialEq, Eq, Hash)]
#[repr(C)]
pub struct Word(pub [u8; 32]);

impl Word {
    pub fn new(number: u64) -> Self {
        let mut word = Self::default();
        word.0[24..].copy_from_slice(&number.to_be_bytes());
        word
    }

    pub fn low(&self) -> u64 {
        u64::from_be_bytes(self.0[24..].try_into().expect("8 bytes"))
    }

    pub fn is_zero(&self) -> bool {
        *self == Self::default()
    }
}

#[derive(Clone)]
#[repr(C)]
pub struct Message {
    pub kind: c_int,
    pub flags: u32,
    pub depth: i32,
    pub gas: i64,
    pub recipient: Address,
    pub sender: Address,
    pub input: *const u8,
    pub input_size: usize,
    pub value: Word,
    pub create2_salt: Word,
    pub code_address: Address,
    pub code: *const u8,
    pub code_size: usize,
}

#[repr(C)]
pub struct RawResult {
    pub status: c_int,
    pub gas_left: i64,
    pub gas_refund: i64,
    pub output: *const u8,
    pub output_size: usize,
    pub release: Option<unsafe extern "C" fn(*const RawResult)>,
    pub create_address: Address,
    pub padding: [u8; 4],
}

#[repr(C)]
pub struct TxContext {
    pub gas_price: Word,
    pub origin: Address,
    pub coinbase: Address,
    pub number: i64,
    pub timestamp: i64,
    pub gas_limit: i64,
    pub prev_randao: Word,
    pub chain_id: Word,
    pub base_fee: Word,
    pub blob_base_fee: Word,
    pub blob_hashes: *const Word,
    pub blob_hashes_count: usize,
    pub initcodes: *const c_void,
    pub initcodes_count: usize,
}

pub type Context = *mut c_void;

#[repr(C)]
pub struct HostInterface {
    pub account_exists: unsafe extern "C" fn(Context, *const Address) -> bool,
    pub get_storage: unsafe extern "C" fn(Context, *const Address, *const Word) -> Word,
    pub set_storage: unsafe extern "C" fn(Context, *const Address, *const Word, *const Word) -> c_int,
    pub get_balance: unsafe extern "C" fn(Context, *const Address) -> Word,
    pub get_code_size: unsafe extern "C" fn(Context, *const Address) -> usize,
    pub get_code_hash: unsafe extern "C" fn(Context, *const Address) -> Word,
    pub copy_code: unsafe extern "C" fn(Context, *const Address, usize, *mut u8, usize) -> usize,
    pub selfdestruct: unsafe extern "C" fn(Context, *const Address, *const Address) -> bool,
    pub call: unsafe extern "C" fn(Context, *const Message) -> RawResult,
    pub get_tx_context: unsafe extern "C" fn(Context) -> TxContext,
    pub get_block_hash: unsafe extern "C" fn(Context, i64) -> Word,
    pub emit_log: unsafe extern "C" fn(Context, *const Address, *const u8, usize, *const Word, usize),
    pub access_account: unsafe extern "C" fn(Context, *const Address) -> c_int,
    pub access_storage: unsafe extern "C" fn(Context, *const Address, *const Word) -> c_int,
    pub get_transient_storage: unsafe extern "C" fn(Context, *const Address, *const Word) -> Word,
    pub set_transient_storage: unsafe extern "C" fn(Context, *const Address, *const Word, *const Word),
}

type Execute = unsafe extern "C" fn(*mut RawVm, *const HostInterface, Context, c_int, *const Message, *const u8, usize) -> RawResult;

#[repr(C)]
pub struct RawVm {
    pub abi_version: c_int,
    pub name: *const c_char,
    pub version: *const c_char,
    pub destroy: unsafe extern "C" fn(*mut RawVm),
    pub execute: Execute,
    pub get_capabilities: unsafe extern "C" fn(*mut RawVm) -> u32,
    pub set_option: Option<unsafe extern "C" fn(*mut RawVm, *const c_char, *const c_char) -> c_int>,
}

const _: () = {
    assert!(size_of::<Message>() == 184);
    assert!(size_of::<RawResult>() == 72);
    assert!(size_of::<TxContext>() == 256);
    assert!(size_of::<HostInterface>() == 128);
    assert!(size_of::<RawVm>() == 56);
};

extern "C" {
    pub fn evmc_create_dtvmapi() -> *mut RawVm;
}
