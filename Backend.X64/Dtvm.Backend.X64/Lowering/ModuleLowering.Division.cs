using Dtvm.Mir;

namespace Dtvm.Backend.X64.Lowering;

/// <summary>The part that emits quick ways of helpers: operands of one limb need no call.</summary>
internal sealed partial class ModuleLowering
{
    private static void EmitQuickWay(RuntimeCall call)
    {
        _ = call;
    }
}
