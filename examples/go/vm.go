// SPDX-License-Identifier: Apache-2.0

package main

/*
#cgo pkg-config: dtvmapi
#include "bridge.h"
*/
import "C"

import (
	"errors"
	"fmt"
	"runtime/cgo"
	"unsafe"
)

// The kinds of messages and the statuses that a host meets, as numbers of EVMC ABI 12.
const (
	kindCall    = 0
	kindCreate  = 3
	kindCreate2 = 4

	statusSuccess  = 0
	statusOutOfGas = 3

	revisionOsaka = 14
)

type address [20]byte
type word [32]byte

// message is what is to be executed.
type message struct {
	kind        int
	flags       uint32
	depth       int32
	gas         int64
	recipient   address
	sender      address
	input       []byte
	value       word
	codeAddress address
}

// result is what an execution did. Its output is Go's own.
type result struct {
	status        int
	gasLeft       int64
	gasRefund     int64
	output        []byte
	createAddress address
}

// vm is an EVMC VM. Executions may run on many goroutines at once.
type vm struct{ pointer *C.struct_evmc_vm }

func newVM() (*vm, error) {
	pointer := C.evmc_create_dtvmapi()
	if pointer == nil {
		return nil, errors.New("no VM")
	}
	if pointer.abi_version != C.EVMC_ABI_VERSION {
		return nil, fmt.Errorf("EVMC ABI version %d, 12 is needed", pointer.abi_version)
	}
	return &vm{pointer}, nil
}

func (v *vm) name() string { return C.GoString(v.pointer.name) }

func (v *vm) destroy() { C.bridge_destroy(v.pointer) }

func (v *vm) setOption(name, value string) error {
	cName, cValue := C.CString(name), C.CString(value)
	defer C.free(unsafe.Pointer(cName))
	defer C.free(unsafe.Pointer(cValue))
	if C.bridge_set_option(v.pointer, cName, cValue) != C.EVMC_SET_OPTION_SUCCESS {
		return fmt.Errorf("option %s=%s is refused", name, value)
	}
	return nil
}

func pointerTo(bytes []byte) *C.uint8_t {
	if len(bytes) == 0 {
		return nil
	}
	return (*C.uint8_t)(unsafe.Pointer(&bytes[0]))
}

func toC(a address) (c C.evmc_address) {
	*(*address)(unsafe.Pointer(&c)) = a
	return c
}

func toCWord(w word) (c C.evmc_bytes32) {
	*(*word)(unsafe.Pointer(&c)) = w
	return c
}

// execute runs code; the VM asks the host that the handle stands for.
func (v *vm) execute(handle cgo.Handle, m *message, code []byte) result {
	arguments := C.struct_bridge_message{
		kind:         C.int(m.kind),
		flags:        C.uint32_t(m.flags),
		depth:        C.int32_t(m.depth),
		gas:          C.int64_t(m.gas),
		recipient:    toC(m.recipient),
		sender:       toC(m.sender),
		value:        toCWord(m.value),
		code_address: toC(m.codeAddress),
	}
	raw := C.bridge_execute(v.pointer, C.uintptr_t(handle), revisionOsaka, &arguments,
		pointerTo(m.input), C.size_t(len(m.input)), pointerTo(code), C.size_t(len(code)))
	defer C.bridge_release(&raw)
	return result{
		status:    int(raw.status_code),
		gasLeft:   int64(raw.gas_left),
		gasRefund: int64(raw.gas_refund),
		output:    C.GoBytes(unsafe.Pointer(raw.output_data), C.int(raw.output_size)),
	}
}
