// SPDX-License-Identifier: Apache-2.0

package main

/*
#include "bridge.h"
*/
import "C"

import (
	"fmt"
	"runtime/cgo"
	"unsafe"
)

const depositGasPerByte = 200

type slot struct {
	original word // at the beginning of the transaction
	current  word
	warm     bool
}

type account struct {
	code      []byte
	storage   map[word]slot
	transient map[word]word
	warm      bool
}

// host is an in-memory host. One goroutine at a time.
type host struct {
	vm     *vm
	state  map[address]*account
	handle cgo.Handle
}

func newHost(v *vm) *host {
	h := &host{vm: v, state: map[address]*account{}}
	h.handle = cgo.NewHandle(h)
	return h
}

func (h *host) close() { h.handle.Delete() }

func (h *host) account(a address) *account {
	found := h.state[a]
	if found == nil {
		found = &account{storage: map[word]slot{}, transient: map[word]word{}}
		h.state[a] = found
	}
	return found
}

func copyState(state map[address]*account) map[address]*account {
	copied := make(map[address]*account, len(state))
	for a, original := range state {
		c := &account{code: original.code, storage: map[word]slot{}, transient: map[word]word{}, warm: original.warm}
		for key, value := range original.storage {
			c.storage[key] = value
		}
		for key, value := range original.transient {
			c.transient[key] = value
		}
		copied[a] = c
	}
	return copied
}

// transact begins a transaction: what is stored becomes the original value, and everything is cold but the sender and the recipient.
func (h *host) transact(m *message) result {
	for _, a := range h.state {
		a.warm = false
		a.transient = map[word]word{}
		for key, value := range a.storage {
			a.storage[key] = slot{value.current, value.current, false}
		}
	}
	h.account(m.sender).warm = true
	h.account(m.recipient).warm = true
	return h.call(m)
}

// call is where every message comes through: those of main, and those of contracts.
func (h *host) call(m *message) result {
	before := copyState(h.state)
	var r result
	if m.kind == kindCreate || m.kind == kindCreate2 {
		r = h.deploy(m)
	} else {
		r = h.vm.execute(h.handle, m, h.account(m.codeAddress).code)
	}
	if r.status != statusSuccess {
		h.state = before
	}
	return r
}

// deploy runs init code and stores what it returns as the code of the new account.
func (h *host) deploy(m *message) result {
	create := *m
	create.recipient[19] = 0xc0 // a real host computes the address from sender and nonce
	create.input = nil
	r := h.vm.execute(h.handle, &create, m.input)
	if r.status != statusSuccess {
		return r
	}
	gasLeft := r.gasLeft - depositGasPerByte*int64(len(r.output))
	if gasLeft < 0 {
		return result{status: statusOutOfGas}
	}
	h.account(create.recipient).code = r.output
	return result{status: statusSuccess, gasLeft: gasLeft, gasRefund: r.gasRefund, createAddress: create.recipient}
}

// status is the effect of a store by the original, the current and the new value (evmc_storage_status).
func status(original, current, value word) C.int {
	zero := word{}
	pick := func(added, deleted, modified C.int) C.int {
		switch {
		case current == zero:
			return added
		case value == zero:
			return deleted
		}
		return modified
	}
	switch {
	case current == value:
		return C.EVMC_STORAGE_ASSIGNED
	case original == current:
		return pick(C.EVMC_STORAGE_ADDED, C.EVMC_STORAGE_DELETED, C.EVMC_STORAGE_MODIFIED)
	case original == value:
		return pick(C.EVMC_STORAGE_DELETED_RESTORED, C.EVMC_STORAGE_ADDED_DELETED, C.EVMC_STORAGE_MODIFIED_RESTORED)
	case original == zero:
		return C.EVMC_STORAGE_ASSIGNED
	}
	return pick(C.EVMC_STORAGE_DELETED_ADDED, C.EVMC_STORAGE_MODIFIED_DELETED, C.EVMC_STORAGE_ASSIGNED)
}

func hostOf(handle C.uintptr_t) *host { return cgo.Handle(handle).Value().(*host) }

func fromC(a *C.evmc_address) address { return *(*address)(unsafe.Pointer(a)) }

func fromCWord(w *C.evmc_bytes32) word { return *(*word)(unsafe.Pointer(w)) }

//export goAccountExists
func goAccountExists(handle C.uintptr_t, a *C.evmc_address) C.bool {
	return C.bool(len(hostOf(handle).account(fromC(a)).code) != 0)
}

//export goGetStorage
func goGetStorage(handle C.uintptr_t, a *C.evmc_address, key *C.evmc_bytes32) C.evmc_bytes32 {
	return toCWord(hostOf(handle).account(fromC(a)).storage[fromCWord(key)].current)
}

//export goSetStorage
func goSetStorage(handle C.uintptr_t, a *C.evmc_address, key, value *C.evmc_bytes32) C.int {
	storage := hostOf(handle).account(fromC(a)).storage
	s := storage[fromCWord(key)]
	current := s.current
	s.current = fromCWord(value)
	storage[fromCWord(key)] = s
	return status(s.original, current, s.current)
}

//export goGetCodeSize
func goGetCodeSize(handle C.uintptr_t, a *C.evmc_address) C.size_t {
	return C.size_t(len(hostOf(handle).account(fromC(a)).code))
}

//export goCopyCode
func goCopyCode(handle C.uintptr_t, a *C.evmc_address, offset C.size_t, buffer *C.uint8_t, size C.size_t) C.size_t {
	code := hostOf(handle).account(fromC(a)).code
	if offset >= C.size_t(len(code)) {
		return 0
	}
	return C.size_t(copy(unsafe.Slice((*byte)(unsafe.Pointer(buffer)), int(size)), code[offset:]))
}

//export goCall
func goCall(handle C.uintptr_t, m *C.struct_evmc_message) C.struct_evmc_result {
	nested := message{
		kind:        int(m.kind),
		flags:       uint32(m.flags),
		depth:       int32(m.depth),
		gas:         int64(m.gas),
		recipient:   fromC(&m.recipient),
		sender:      fromC(&m.sender),
		input:       C.GoBytes(unsafe.Pointer(m.input_data), C.int(m.input_size)),
		value:       fromCWord(&m.value),
		codeAddress: fromC(&m.code_address),
	}
	r := hostOf(handle).call(&nested)
	made := C.dtvm_make_result(int32(r.status), C.int64_t(r.gasLeft), C.int64_t(r.gasRefund), pointerTo(r.output), C.size_t(len(r.output)))
	made.create_address = toC(r.createAddress)
	return made
}

//export goEmitLog
func goEmitLog(handle C.uintptr_t, size, topics C.size_t) {
	fmt.Printf("a log of %d bytes with %d topics\n", size, topics)
}

//export goAccessAccount
func goAccessAccount(handle C.uintptr_t, a *C.evmc_address) C.bool {
	found := hostOf(handle).account(fromC(a))
	warm := found.warm
	found.warm = true
	return C.bool(warm)
}

//export goAccessStorage
func goAccessStorage(handle C.uintptr_t, a *C.evmc_address, key *C.evmc_bytes32) C.bool {
	storage := hostOf(handle).account(fromC(a)).storage
	s := storage[fromCWord(key)]
	warm := s.warm
	s.warm = true
	storage[fromCWord(key)] = s
	return C.bool(warm)
}

//export goGetTransient
func goGetTransient(handle C.uintptr_t, a *C.evmc_address, key *C.evmc_bytes32) C.evmc_bytes32 {
	return toCWord(hostOf(handle).account(fromC(a)).transient[fromCWord(key)])
}

//export goSetTransient
func goSetTransient(handle C.uintptr_t, a *C.evmc_address, key, value *C.evmc_bytes32) {
	hostOf(handle).account(fromC(a)).transient[fromCWord(key)] = fromCWord(value)
}
