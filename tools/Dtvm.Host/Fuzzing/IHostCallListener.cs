// SPDX-License-Identifier: Apache-2.0

namespace Dtvm.Host.Fuzzing;

/// <summary>Hears of host calls as they happen. A VM that implements it hears of its own when an <see cref="Observer"/> runs it.</summary>
public interface IHostCallListener
{
    /// <summary>A function of the host was called. Nothing may be thrown: C functions lie between this and who would catch it.</summary>
    /// <param name="name">What <see cref="HostCallLog"/> calls it.</param>
    /// <param name="second">Bytes of the second argument.</param>
    /// <param name="number">A number among arguments or answer.</param>
    /// <param name="first">Bytes of the first argument.</param>
    /// <param name="third">Bytes of the third argument.</param>
    void HostCalled(string name, ReadOnlySpan<byte> first, ReadOnlySpan<byte> second, ReadOnlySpan<byte> third, long number);
}
