// SPDX-License-Identifier: Apache-2.0
//! A VM and its results, freed when they go out of scope.

use crate::evmc::{self, Address, Context, HostInterface, Message, RawResult, RawVm};
use std::ffi::{c_int, CStr, CString};
use std::ptr::NonNull;

pub struct Vm(NonNull<RawVm>);

// execute may be called from any thread, and from several at once.
unsafe impl Send for Vm {}
unsafe impl Sync for Vm {}

impl Vm {
    pub fn new() -> Option<Self> {
        let vm = Self(NonNull::new(unsafe { evmc::evmc_create_dtvmapi() })?);
        (vm.raw().abi_version == evmc::ABI_VERSION).then_some(vm)
    }

    fn raw(&self) -> &RawVm {
        unsafe { self.0.as_ref() }
    }

    pub fn name(&self) -> String {
        unsafe { CStr::from_ptr(self.raw().name) }.to_string_lossy().into_owned()
    }

    pub fn set_option(&self, name: &str, value: &str) -> Result<(), String> {
        let error = format!("option {name}={value} is refused");
        let set = self.raw().set_option.ok_or(error.clone())?;
        let name = CString::new(name).map_err(|_| error.clone())?;
        let value = CString::new(value).map_err(|_| error.clone())?;
        match unsafe { set(self.0.as_ptr(), name.as_ptr(), value.as_ptr()) } {
            0 => Ok(()),
            _ => Err(error),
        }
    }

    /// Executes code.
    ///
    /// # Safety
    /// The context must be what the functions of the host expect.
    pub unsafe fn execute(&self, host: &HostInterface, context: Context, revision: c_int, message: &Message, code: &[u8]) -> Execution {
        Execution((self.raw().execute)(self.0.as_ptr(), host, context, revision, message, code.as_ptr(), code.len()))
    }
}

impl Drop for Vm {
    fn drop(&mut self) {
        unsafe { (self.raw().destroy)(self.0.as_ptr()) }
    }
}

/// What an execution did.
pub struct Execution(RawResult);

impl Execution {
    /// A result without output.
    pub fn new(status: c_int, gas_left: i64, gas_refund: i64, create_address: Address) -> Self {
        Self(RawResult {
            status,
            gas_left,
            gas_refund,
            output: std::ptr::null(),
            output_size: 0,
            release: None,
            create_address,
            padding: [0; 4],
        })
    }

    pub fn status(&self) -> c_int {
        self.0.status
    }

    pub fn gas_left(&self) -> i64 {
        self.0.gas_left
    }

    pub fn gas_refund(&self) -> i64 {
        self.0.gas_refund
    }

    pub fn create_address(&self) -> Address {
        self.0.create_address
    }

    pub fn output(&self) -> &[u8] {
        if self.0.output_size == 0 {
            return &[];
        }
        unsafe { std::slice::from_raw_parts(self.0.output, self.0.output_size) }
    }

    /// Hands the result to C code, which releases it.
    pub fn into_raw(self) -> RawResult {
        let this = std::mem::ManuallyDrop::new(self);
        unsafe { std::ptr::read(&this.0) }
    }
}

impl Drop for Execution {
    fn drop(&mut self) {
        if let Some(release) = self.0.release {
            unsafe { release(&self.0) }
        }
    }
}
