/* SPDX-License-Identifier: Apache-2.0 */
// A host in C++20: deploys a contract, calls it, prints what came of it.
//
// The state is a few maps, copied before a call and put back when the call does not succeed. Host functions are static members that
// find their host in the context pointer. No exception may leave one of them: it would cross the VM's frames.
#include <dtvm/dtvm.h>

#include <algorithm>
#include <cstdio>
#include <iterator>
#include <map>
#include <memory>
#include <span>
#include <utility>
#include <vector>

template <typename Bytes>
struct Less
{
    bool operator()(const Bytes& a, const Bytes& b) const noexcept { return std::ranges::lexicographical_compare(a.bytes, b.bytes); }
};

struct Destroy
{
    void operator()(evmc_vm* vm) const noexcept { vm->destroy(vm); }
};

using Vm = std::unique_ptr<evmc_vm, Destroy>;
using Address = evmc_address;
using Word = evmc_bytes32;

// A result that releases what it owns.
class Result
{
public:
    explicit Result(evmc_result result) noexcept : m_result{result} {}
    Result(Result&& other) noexcept : m_result{std::exchange(other.m_result, evmc_result{})} {}
    Result(const Result&) = delete;
    Result& operator=(Result) = delete;
    ~Result() { dtvm_release(&m_result); }

    const evmc_result* operator->() const noexcept { return &m_result; }
    std::span<const uint8_t> output() const noexcept { return {m_result.output_data, m_result.output_size}; }
    evmc_result take() && noexcept { return std::exchange(m_result, evmc_result{}); }

private:
    evmc_result m_result;
};

static bool is_zero(const Word& word)
{
    return std::ranges::all_of(word.bytes, [](uint8_t byte) { return byte == 0; });
}

static bool same(const Word& a, const Word& b)
{
    return std::ranges::equal(a.bytes, b.bytes);
}

struct Slot
{
    Word original{};
    Word current{};
    bool warm = false;
};

struct Account
{
    std::vector<uint8_t> code;
    std::map<Word, Slot, Less<Word>> storage;
    std::map<Word, Word, Less<Word>> transient;
    bool warm = false;
};

class Host
{
public:
    explicit Host(evmc_vm* vm) : m_vm{vm} {}

    // A transaction begins: what is stored becomes the original value, and everything is cold but the sender and the recipient.
    Result transact(const evmc_message& message)
    {
        for (auto& [address, account] : m_accounts)
        {
            account.warm = false;
            account.transient.clear();
            for (auto& [key, slot] : account.storage) slot = {slot.current, slot.current, false};
        }

        m_accounts[message.sender].warm = true;
        m_accounts[message.recipient].warm = true;
        return call(message);
    }

    const Word& stored(const Address& address, const Word& key) { return m_accounts[address].storage[key].current; }

private:
    static Host& self(evmc_host_context* context) noexcept { return *reinterpret_cast<Host*>(context); }

    Result execute(const evmc_message& message, std::span<const uint8_t> code)
    {
        auto* context = reinterpret_cast<evmc_host_context*>(this);
        return Result{m_vm->execute(m_vm, &functions, context, EVMC_OSAKA, &message, code.data(), code.size())};
    }

    // Every message comes through here: those of main, and those of contracts.
    Result call(const evmc_message& message)
    {
        const auto before = m_accounts;
        auto result = message.kind == EVMC_CREATE || message.kind == EVMC_CREATE2 ? deploy(message) : run(message);
        if (result->status_code != EVMC_SUCCESS) m_accounts = before;
        return result;
    }

    Result run(const evmc_message& message)
    {
        const auto code = m_accounts[message.code_address].code; // a copy: the map may change while the code runs
        return execute(message, code);
    }

    // Runs init code and stores what it returns as the code of the new account.
    Result deploy(const evmc_message& message)
    {
        auto create = message;
        create.recipient.bytes[19] = 0xc0; // a real host computes the address from sender and nonce
        create.input_data = nullptr;
        create.input_size = 0;
        auto made = execute(create, {message.input_data, message.input_size});
        if (made->status_code != EVMC_SUCCESS) return made;
        const auto gas_left = made->gas_left - deposit_gas_per_byte * static_cast<int64_t>(made.output().size());
        if (gas_left < 0) return Result{dtvm_make_result(EVMC_OUT_OF_GAS, 0, 0, nullptr, 0)};
        m_accounts[create.recipient].code.assign(made.output().begin(), made.output().end());
        auto result = dtvm_make_result(EVMC_SUCCESS, gas_left, made->gas_refund, nullptr, 0);
        result.create_address = create.recipient;
        return Result{result};
    }

    static bool account_exists(evmc_host_context* context, const Address* address) noexcept
    {
        return !self(context).m_accounts[*address].code.empty();
    }

    static Word get_storage(evmc_host_context* context, const Address* address, const Word* key) noexcept
    {
        return self(context).stored(*address, *key);
    }

    static evmc_storage_status set_storage(
        evmc_host_context* context, const Address* address, const Word* key, const Word* value) noexcept
    {
        auto& slot = self(context).m_accounts[*address].storage[*key];
        const auto original = slot.original;
        const auto current = std::exchange(slot.current, *value);
        const bool to_zero = is_zero(*value);
        const bool from_zero = is_zero(current);
        if (same(current, *value)) return EVMC_STORAGE_ASSIGNED;
        if (same(original, current)) return from_zero ? EVMC_STORAGE_ADDED : to_zero ? EVMC_STORAGE_DELETED : EVMC_STORAGE_MODIFIED;
        if (same(original, *value))
            return from_zero ? EVMC_STORAGE_DELETED_RESTORED : to_zero ? EVMC_STORAGE_ADDED_DELETED : EVMC_STORAGE_MODIFIED_RESTORED;
        if (is_zero(original)) return EVMC_STORAGE_ASSIGNED;
        return from_zero ? EVMC_STORAGE_DELETED_ADDED : to_zero ? EVMC_STORAGE_MODIFIED_DELETED : EVMC_STORAGE_ASSIGNED;
    }

    // Nobody has a balance here.
    static evmc_uint256be get_balance(evmc_host_context*, const Address*) noexcept { return {}; }

    static size_t get_code_size(evmc_host_context* context, const Address* address) noexcept
    {
        return self(context).m_accounts[*address].code.size();
    }

    // A real host returns the Keccak-256 hash of the code.
    static Word get_code_hash(evmc_host_context*, const Address*) noexcept { return {}; }

    static size_t copy_code(evmc_host_context* context, const Address* address, size_t offset, uint8_t* buffer, size_t size) noexcept
    {
        const auto& code = self(context).m_accounts[*address].code;
        if (offset >= code.size()) return 0;
        const auto count = std::min(size, code.size() - offset);
        std::copy_n(code.data() + offset, count, buffer);
        return count;
    }

    static bool selfdestruct(evmc_host_context*, const Address*, const Address*) noexcept { return false; }

    static evmc_result call_nested(evmc_host_context* context, const evmc_message* message) noexcept
    {
        return self(context).call(*message).take();
    }

    static evmc_tx_context get_tx_context(evmc_host_context*) noexcept
    {
        evmc_tx_context context{};
        context.block_number = 1;
        context.block_timestamp = 1;
        context.block_gas_limit = 30'000'000;
        context.chain_id = dtvm_uint256(1);
        return context;
    }

    static Word get_block_hash(evmc_host_context*, int64_t) noexcept { return {}; }

    static void emit_log(evmc_host_context*, const Address*, const uint8_t*, size_t size, const Word*, size_t topics_count) noexcept
    {
        std::printf("a log of %zu bytes with %zu topics\n", size, topics_count);
    }

    static evmc_access_status access_account(evmc_host_context* context, const Address* address) noexcept
    {
        return std::exchange(self(context).m_accounts[*address].warm, true) ? EVMC_ACCESS_WARM : EVMC_ACCESS_COLD;
    }

    static evmc_access_status access_storage(evmc_host_context* context, const Address* address, const Word* key) noexcept
    {
        return std::exchange(self(context).m_accounts[*address].storage[*key].warm, true) ? EVMC_ACCESS_WARM : EVMC_ACCESS_COLD;
    }

    static Word get_transient_storage(evmc_host_context* context, const Address* address, const Word* key) noexcept
    {
        return self(context).m_accounts[*address].transient[*key];
    }

    static void set_transient_storage(evmc_host_context* context, const Address* address, const Word* key, const Word* value) noexcept
    {
        self(context).m_accounts[*address].transient[*key] = *value;
    }

    static constexpr int64_t deposit_gas_per_byte = 200;
    static const evmc_host_interface functions;

    evmc_vm* m_vm;
    std::map<Address, Account, Less<Address>> m_accounts;
};

const evmc_host_interface Host::functions{
    .account_exists = account_exists,
    .get_storage = get_storage,
    .set_storage = set_storage,
    .get_balance = get_balance,
    .get_code_size = get_code_size,
    .get_code_hash = get_code_hash,
    .copy_code = copy_code,
    .selfdestruct = selfdestruct,
    .call = call_nested,
    .get_tx_context = get_tx_context,
    .get_block_hash = get_block_hash,
    .emit_log = emit_log,
    .access_account = access_account,
    .access_storage = access_storage,
    .get_transient_storage = get_transient_storage,
    .set_transient_storage = set_transient_storage,
};

// Adds the number in its call data to slot 0 and returns the sum. The first 9 bytes return the rest, which is the contract.
static constexpr uint8_t init_code[] = {
    0x60, 0x0e, 0x80, 0x60, 0x09, 0x5f, 0x39, 0x5f, 0xf3, // PUSH1 14, DUP1, PUSH1 9, PUSH0, CODECOPY, PUSH0, RETURN
    0x5f, 0x35, 0x5f, 0x54, 0x01, 0x80, 0x5f, 0x55,       // PUSH0, CALLDATALOAD, PUSH0, SLOAD, ADD, DUP1, PUSH0, SSTORE
    0x5f, 0x52, 0x60, 0x20, 0x5f, 0xf3};                  // PUSH0, MSTORE, PUSH1 32, PUSH0, RETURN

int main()
{
    const Vm vm{evmc_create_dtvmapi()};
    if (vm == nullptr || vm->abi_version != EVMC_ABI_VERSION) return 1;
    std::printf("VM %s, EVMC ABI %d\n", vm->name, vm->abi_version);
    if (dtvm_set_option(vm.get(), "enable_gas_metering", "true") != EVMC_SET_OPTION_SUCCESS) return 1;

    Host host{vm.get()};
    evmc_message message{};
    message.kind = EVMC_CREATE;
    message.gas = 1'000'000;
    message.sender.bytes[19] = 0x5e;
    message.input_data = init_code;
    message.input_size = std::size(init_code);
    const auto deployed = host.transact(message);
    std::printf("deploy: %s, gas used %lld\n", dtvm_status_text(deployed->status_code),
        static_cast<long long>(message.gas - deployed->gas_left));

    for (const uint64_t addend : {40u, 2u})
    {
        const auto input = dtvm_uint256(addend);
        message = {};
        message.kind = EVMC_CALL;
        message.gas = 1'000'000;
        message.sender.bytes[19] = 0x5e;
        message.recipient = deployed->create_address;
        message.code_address = deployed->create_address;
        message.input_data = input.bytes;
        message.input_size = std::size(input.bytes);
        const auto result = host.transact(message);
        Word sum{};
        if (result.output().size() == std::size(sum.bytes)) std::ranges::copy(result.output(), sum.bytes);
        std::printf("add %llu: %s, returned %llu, gas used %lld\n", static_cast<unsigned long long>(addend),
            dtvm_status_text(result->status_code), static_cast<unsigned long long>(dtvm_uint64(&sum)),
            static_cast<long long>(message.gas - result->gas_left));
    }

    std::printf("slot 0: %llu\n", static_cast<unsigned long long>(dtvm_uint64(&host.stored(deployed->create_address, {}))));
}
