// SPDX-License-Identifier: Apache-2.0
package org.postern.itests.exam;

import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.InvocationInterceptor;
import org.junit.jupiter.api.extension.ReflectiveInvocationContext;
import org.osgi.framework.FrameworkUtil;

import java.lang.reflect.Method;

/**
 * Outside, starts the container and sends each test method there. Inside, where the same class is
 * loaded by the test's bundle, lets everything run. Refers to {@link ExamContainer} only outside: its
 * dependencies are not there inside.
 */
abstract class InContainerExtension implements BeforeAllCallback, InvocationInterceptor {

    private static final Namespace NAMESPACE = Namespace.create(InContainerExtension.class);
    private static final boolean INSIDE =
            FrameworkUtil.getBundle(InContainerExtension.class) != null;

    /** Called outside only. */
    abstract ExamContainer startedFor(Class<?> testClass) throws Exception;

    @Override
    public void beforeAll(ExtensionContext context) throws Exception {
        if (!INSIDE) {
            Class<?> testClass = context.getRequiredTestClass();
            context.getStore(NAMESPACE).put(testClass, startedFor(testClass));
        }
    }

    @Override
    public void interceptTestMethod(
            Invocation<Void> invocation,
            ReflectiveInvocationContext<Method> method,
            ExtensionContext context)
            throws Throwable {
        if (INSIDE) {
            invocation.proceed();
        } else {
            invocation.skip();
            context.getStore(NAMESPACE)
                    .get(context.getRequiredTestClass(), ExamContainer.class)
                    .call(method.getExecutable());
        }
    }

    @Override
    public void interceptBeforeAllMethod(
            Invocation<Void> invocation,
            ReflectiveInvocationContext<Method> method,
            ExtensionContext context)
            throws Throwable {
        onlyInside(invocation);
    }

    @Override
    public void interceptBeforeEachMethod(
            Invocation<Void> invocation,
            ReflectiveInvocationContext<Method> method,
            ExtensionContext context)
            throws Throwable {
        onlyInside(invocation);
    }

    @Override
    public void interceptAfterEachMethod(
            Invocation<Void> invocation,
            ReflectiveInvocationContext<Method> method,
            ExtensionContext context)
            throws Throwable {
        onlyInside(invocation);
    }

    @Override
    public void interceptAfterAllMethod(
            Invocation<Void> invocation,
            ReflectiveInvocationContext<Method> method,
            ExtensionContext context)
            throws Throwable {
        onlyInside(invocation);
    }

    private static void onlyInside(Invocation<Void> invocation) throws Throwable {
        if (INSIDE) {
            invocation.proceed();
        } else {
            invocation.skip();
        }
    }
}
