namespace Dtvm.Mir.Passes;

/// <summary>A transformation of one function of a module.</summary>
public interface IMirPass
{
    /// <summary>Name, description and requirements.</summary>
    PassInfo Info { get; }

    /// <summary>Transforms a function.</summary>
    /// <param name="function">The function.</param>
    /// <param name="context">The module and the options.</param>
    /// <returns>Whether anything changed.</returns>
    bool Run(MirFunction function, PassContext context);
}

/// <summary>What a pass may look at besides its function.</summary>
/// <param name="module">The module the function belongs to.</param>
public sealed class PassContext(MirModule module)
{
    /// <summary>The module the function belongs to.</summary>
    public MirModule Module { get; } = module;
}
