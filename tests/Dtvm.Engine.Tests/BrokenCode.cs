// SPDX-License-Identifier: Apache-2.0

using Dtvm.ExecutionAbi;
using System.Buffers.Binary;
using System.Collections.Immutable;
using Dtvm.Backend.X64;
using Iced.Intel;

namespace Dtvm.Engine.Tests;

/// <summary>Who must find a fault.</summary>
public enum Finder
{
    /// <summary>The verifier: the code would do harm.</summary>
    Verifier,

    /// <summary>The fuzzer: the code is harmless and wrong.</summary>
    Fuzzer,

    /// <summary>The one or the other, as the program has it.</summary>
    Either,
}

/// <summary>A fault of the baseline compiler's emitter, planted in the code that it made: an instruction that another emitter would have
/// made, in every place where the fault would show.</summary>
internal sealed class BrokenCode
{
    private const byte Nop = 0x90, AluImmediate8 = 0x83, DigitMask = 0x38;
    private const int LimbBytes = 8, WordBytes = 32;

    private readonly Func<Place, bool> _plant;

    private BrokenCode(string name, Finder finder, string fault, Func<Place, bool> plant)
    {
        Name = name;
        Finder = finder;
        Fault = fault;
        _plant = plant;
    }

    /// <summary>One for each kind of fault.</summary>
    public static ImmutableArray<BrokenCode> All { get; } =
    [
        new("lost-carry", Finder.Fuzzer, "add for adc", place => place.Becomes(Mnemonic.Adc, 0x13, 0x03, digit: 0)),
        new("lost-borrow", Finder.Fuzzer, "sub for sbb", place => place.Becomes(Mnemonic.Sbb, 0x1b, 0x2b, digit: 5)),
        new("wrong-limb", Finder.Fuzzer, "reads limb 0 of a stack slot for limb 1", place =>
            place.Reads(Register.R13) && Modulo(place.Displacement) == LimbBytes && place.Displace(-LimbBytes)),
        new("no-charge", Finder.Fuzzer, "takes no gas", place =>
            place.Is(Mnemonic.Sub, Register.R14) && place.Erase()),
        new("wrong-count", Finder.Fuzzer, "shifts by one bit too many or too few", place =>
            place.Instruction.Mnemonic is Mnemonic.Shl or Mnemonic.Shld or Mnemonic.Shrd or Mnemonic.Sar
            && place.Instruction.GetOpKind(place.Instruction.OpCount - 1) == OpKind.Immediate8
            && place.Flip(place.Instruction.Length - 1, 1)),
        new("wrong-bit", Finder.Fuzzer, "a variable shift tests bit 5 for bit 6", place =>
            place.Instruction is { Mnemonic: Mnemonic.Bt, Immediate8: 6 } && place.Flip(place.Instruction.Length - 1, 3)),
        new("wrong-order", Finder.Fuzzer, "a comparison that is no branch gives the opposite", place =>
            place.Instruction.Mnemonic == Mnemonic.Setb && place.Flip(1, 1)),
        new("wrong-home", Finder.Either, "stores a limb to the next home slot", place =>
            place.Writes(Register.RSP) && place.Instruction.MemoryDisplSize == 1 && place.Displace(WordBytes)),
        new("lost-spill", Finder.Either, "does not store a register to its home", place =>
            place.Writes(Register.RSP) && place.Instruction.Mnemonic == Mnemonic.Mov && place.Erase()),
        new("wrong-slot", Finder.Either, "stores to the EVM stack one slot too high", place =>
            place.Writes(Register.R13) && place.Displace(WordBytes)),
        new("wrong-way", Finder.Either, "exchanges the ways of a branch", place =>
            place.Instruction is { IsJccNear: true, ConditionCode: ConditionCode.e } && place.Flip(1, 1)),
        new("small-frame", Finder.Verifier, "takes 16 bytes too little for the native stack frame", place =>
            place.Is(Mnemonic.Sub, Register.RSP) && place.Instruction.GetImmediate(1) != 0
            && place.Flip(place.Instruction.Length - sizeof(int), 16)),
        new("wrong-jump", Finder.Verifier, "jumps into an instruction", place =>
            place.Instruction.IsJccNear && place.Flip(place.Instruction.Length - sizeof(int), 1)),
        new("no-memory-check", Finder.Verifier, "does not compare with the size of memory", place =>
            place.Instruction.Mnemonic == Mnemonic.Ja && place.Before is { Mnemonic: Mnemonic.Cmp, MemoryBase: Register.R12 } before
            && before.MemoryDisplacement32 == FrameLayout.MemorySize && place.Erase()),
        new("no-stack-check", Finder.Verifier, "does not compare with the limit of the EVM stack", place =>
            place.Instruction.Mnemonic == Mnemonic.Ja && place.Before is { Mnemonic: Mnemonic.Cmp, MemoryBase: Register.R12 } before
            && before.MemoryDisplacement32 == FrameLayout.StackLimit && place.Erase()),
        new("no-jump-check", Finder.Verifier, "does not compare a jump with the size of the code", place =>
            place.Instruction.Mnemonic == Mnemonic.Jae && place.Before is { Mnemonic: Mnemonic.Cmp, Op0Register: Register.R15 }
            && place.Erase()),
        new("wrong-helper", Finder.Verifier, "calls the next entry of the helper table", place =>
            place.Instruction is { Mnemonic: Mnemonic.Call, Op0Kind: OpKind.Memory } && place.Displace(LimbBytes)),
        new("lost-register", Finder.Verifier, "a stub gives back rcx in rdx", place =>
            place.Is(Mnemonic.Pop, Register.RCX) && place.Flip(0, 3)),
        new("wrong-field", Finder.Verifier, "stores an argument over the address of EVM memory", place =>
            place.Writes(Register.R12) && place.Displacement == FrameLayout.Scratch
            && place.Displace(FrameLayout.MemoryBase - FrameLayout.Scratch)),
        new("wrong-frame", Finder.Verifier, "leaves with the native stack pointer 16 bytes too high", place =>
            place.Is(Mnemonic.Add, Register.RSP) && place.Instruction.Length == 4 && place.Instruction.Immediate8 >= WordBytes
            && place.Flip(3, 16)),
        new("wrong-constant", Finder.Fuzzer, "a constant has another lowest bit", place =>
            place.Instruction.IsIPRelativeMemoryOperand && place.Instruction.MemorySize.GetSize() == LimbBytes && place.FlipConstant()),
    ];

    /// <summary>Its name.</summary>
    public string Name { get; }

    /// <summary>Who must find it.</summary>
    public Finder Finder { get; }

    /// <summary>What is wrong, for the output of a test.</summary>
    public string Fault { get; }

    /// <summary>Finds a fault by its name.</summary>
    public static BrokenCode Named(string name) => All.Single(fault => fault.Name == name);

    /// <summary>Plants the fault wherever it would show.</summary>
    /// <returns>The number of places.</returns>
    public int Plant(X64Listing listing)
    {
        var decoder = Decoder.Create(64, new ByteArrayCodeReader(listing.Code, 0, listing.CodeBytes));
        var places = new List<Place>();
        var before = default(Instruction);
        while (decoder.IP < (ulong)listing.CodeBytes)
        {
            var instruction = decoder.Decode();
            places.Add(new Place(listing, instruction, before, decoder.GetConstantOffsets(instruction)));
            before = instruction;
        }

        var constants = new HashSet<ulong>();
        return places.Count(place =>
            (!place.Instruction.IsIPRelativeMemoryOperand || constants.Add(place.Instruction.IPRelativeMemoryAddress)) && _plant(place));
    }

    private static int Modulo(int displacement) => ((displacement % WordBytes) + WordBytes) % WordBytes;

    /// <summary>An instruction that may be changed.</summary>
    private sealed class Place(X64Listing listing, Instruction instruction, Instruction before, ConstantOffsets constants)
    {
        public Instruction Instruction { get; } = instruction;

        public Instruction Before { get; } = before;

        public int Displacement => (int)Instruction.MemoryDisplacement32;

        private Span<byte> Bytes => listing.Code.AsSpan((int)Instruction.IP, Instruction.Length);

        public bool Is(Mnemonic mnemonic, Register register) => Instruction.Mnemonic == mnemonic && Instruction.Op0Register == register;

        public bool Reads(Register start) =>
            Instruction.MemoryBase == start && Instruction.Op0Kind == OpKind.Register && Instruction.MemoryIndex == Register.None
            && Instruction.Mnemonic is Mnemonic.Mov or Mnemonic.Add or Mnemonic.Adc;

        public bool Writes(Register start) =>
            Instruction.MemoryBase == start && Instruction.Op0Kind == OpKind.Memory && Instruction.MemoryIndex == Register.None
            && Instruction.Mnemonic is Mnemonic.Mov or Mnemonic.Vmovdqu;

        public bool Flip(int offset, byte bits)
        {
            Bytes[offset] ^= bits;
            return true;
        }

        public bool FlipConstant()
        {
            listing.Code[(int)Instruction.IPRelativeMemoryAddress] ^= 1;
            return true;
        }

        public bool Erase()
        {
            Bytes.Fill(Nop);
            return true;
        }

        /// <summary>An arithmetic instruction becomes another one, in its form with a register or an immediate.</summary>
        public bool Becomes(Mnemonic mnemonic, byte code, byte newCode, int digit)
        {
            if (Instruction.Mnemonic != mnemonic)
            {
                return false;
            }

            if (Bytes[1] == code)
            {
                Bytes[1] = newCode;
                return true;
            }

            Bytes[2] = (byte)((Bytes[2] & ~DigitMask) | (digit << 3));
            return Bytes[1] >= AluImmediate8 - 2;
        }

        /// <summary>Moves the memory operand, if the displacement still fits.</summary>
        public bool Displace(int bytes)
        {
            var target = Bytes[constants.DisplacementOffset..];
            var displacement = Displacement + bytes;
            switch (constants.DisplacementSize)
            {
                case 1 when displacement == (sbyte)displacement:
                    target[0] = (byte)displacement;
                    return true;
                case 4:
                    BinaryPrimitives.WriteInt32LittleEndian(target, displacement);
                    return true;
                default:
                    return false;
            }
        }
    }
}
