// SPDX-License-Identifier: Apache-2.0

namespace Dtvm.ExecutionAbi;

/// <summary>Byte offsets in what machine code calls the host by (evmc.h of ABI 12): the bridge in the frame
/// (<see cref="FrameLayout.Host"/>) and the host's table of functions (<c>evmc_host_interface</c>).</summary>
public static class HostLayout
{
    /// <summary>In the bridge: the table of functions.</summary>
    public const int Interface = 0;

    /// <summary>In the bridge: the host's context, the first argument of each function.</summary>
    public const int Context = 8;

    /// <summary>In the table: <c>get_storage</c>.</summary>
    public const int GetStorage = 8;

    /// <summary>In the table: <c>copy_code</c>.</summary>
    public const int CopyCode = 48;

    /// <summary>In the table: <c>call</c>.</summary>
    public const int Call = 64;

    /// <summary>In the table: <c>access_account</c>.</summary>
    public const int AccessAccount = 96;

    /// <summary>In the table: <c>access_storage</c>.</summary>
    public const int AccessStorage = 104;
}
