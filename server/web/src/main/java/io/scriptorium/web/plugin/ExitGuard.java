package io.scriptorium.web.plugin;

import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassFile.ClassHierarchyResolverOption;
import java.lang.classfile.ClassHierarchyResolver;
import java.lang.classfile.ClassModel;
import java.lang.classfile.ClassTransform;
import java.lang.classfile.CodeBuilder;
import java.lang.classfile.CodeElement;
import java.lang.classfile.constantpool.MethodRefEntry;
import java.lang.classfile.constantpool.PoolEntry;
import java.lang.classfile.instruction.InvokeDynamicInstruction;
import java.lang.classfile.instruction.InvokeInstruction;
import java.lang.constant.ClassDesc;
import java.lang.constant.ConstantDesc;
import java.lang.constant.ConstantDescs;
import java.lang.constant.DirectMethodHandleDesc;
import java.lang.constant.DynamicCallSiteDesc;
import java.lang.constant.MethodHandleDesc;
import java.lang.constant.MethodTypeDesc;
import java.util.Optional;
import java.util.stream.StreamSupport;

/**
 * Takes out of a class, before it is defined, the calls that would end the server's process: {@code
 * System.exit}, {@code Runtime.exit} and {@code Runtime.halt}, called or named ({@code
 * System::exit}), become those of {@link NoExit}. A class without them stays byte for byte as it
 * is.
 *
 * <p>This is for plugins that were not written for a server, not against those that want to do
 * harm: reflection and native code get past it (decisions/080-a-strangers-jar).
 */
final class ExitGuard {
  private static final ClassDesc NO_EXIT = ClassDesc.of(NoExit.class.getName());
  private static final ClassDesc RUNTIME = ClassDesc.of("java.lang.Runtime");
  private static final String WITH_STATUS = "(I)V";
  private static final MethodTypeDesc OF_STATUS = MethodTypeDesc.ofDescriptor(WITH_STATUS);
  private static final MethodTypeDesc OF_RUNTIME_AND_STATUS =
      MethodTypeDesc.of(ConstantDescs.CD_void, RUNTIME, ConstantDescs.CD_int);

  private final ClassFile classFile;

  /**
   * @param ofPlugin says how the plugin's classes relate, which the frames of a changed method need
   */
  ExitGuard(ClassHierarchyResolver ofPlugin) {
    this.classFile = ClassFile.of(ClassHierarchyResolverOption.of(ofPlugin));
  }

  /**
   * The class as it is to be defined.
   *
   * @throws IllegalArgumentException if these bytes are no class
   */
  byte[] guarded(byte[] bytes) {
    ClassModel model = classFile.parse(bytes);
    boolean exits =
        StreamSupport.stream(model.constantPool().spliterator(), false).anyMatch(ExitGuard::exits);
    return exits
        ? classFile.transformClass(
            model, ClassTransform.transformingMethodBodies(ExitGuard::withoutExit))
        : bytes;
  }

  private static boolean exits(PoolEntry entry) {
    return entry instanceof MethodRefEntry method
        && ends(
            method.owner().asInternalName(),
            method.name().stringValue(),
            method.type().stringValue());
  }

  private static boolean ends(String owner, String method, String type) {
    return type.equals(WITH_STATUS)
        && switch (owner) {
          case "java/lang/System" -> method.equals("exit");
          case "java/lang/Runtime" -> method.equals("exit") || method.equals("halt");
          default -> false;
        };
  }

  private static void withoutExit(CodeBuilder code, CodeElement element) {
    switch (element) {
      case InvokeInstruction call
          when ends(
              call.owner().asInternalName(),
              call.name().stringValue(),
              call.type().stringValue()) ->
          code.invokestatic(
              NO_EXIT, call.name().stringValue(), typeFor(call.owner().asInternalName()));
      case InvokeDynamicInstruction made -> code.invokedynamic(withoutExit(made));
      default -> code.with(element);
    }
  }

  private static DynamicCallSiteDesc withoutExit(InvokeDynamicInstruction made) {
    ConstantDesc[] arguments =
        made.bootstrapArgs().stream().map(ExitGuard::withoutExit).toArray(ConstantDesc[]::new);
    return DynamicCallSiteDesc.of(
        made.bootstrapMethod(), made.name().stringValue(), made.typeSymbol(), arguments);
  }

  private static ConstantDesc withoutExit(ConstantDesc argument) {
    return argument instanceof DirectMethodHandleDesc method
        ? replacement(method).orElse(method)
        : argument;
  }

  private static Optional<MethodHandleDesc> replacement(DirectMethodHandleDesc method) {
    String owner = method.owner().descriptorString();
    String name = owner.substring(1, owner.length() - 1);
    return ends(name, method.methodName(), method.lookupDescriptor())
        ? Optional.of(
            MethodHandleDesc.ofMethod(
                DirectMethodHandleDesc.Kind.STATIC, NO_EXIT, method.methodName(), typeFor(name)))
        : Optional.empty();
  }

  private static MethodTypeDesc typeFor(String owner) {
    return owner.equals("java/lang/System") ? OF_STATUS : OF_RUNTIME_AND_STATUS;
  }
}
