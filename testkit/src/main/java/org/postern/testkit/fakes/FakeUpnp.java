// SPDX-License-Identifier: Apache-2.0
package org.postern.testkit.fakes;

import org.jspecify.annotations.Nullable;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Stands for an interface of the api: remembers calls with their arguments, and answers by method
 * name. An answer that is an exception is thrown; a method without an answer returns null.
 */
public final class FakeUpnp {
    public final List<String> calls = new ArrayList<>();
    private final Map<String, Object> answers = new ConcurrentHashMap<>();

    public FakeUpnp answer(String method, Object answer) {
        answers.put(method, answer);
        return this;
    }

    public <T> T as(Class<T> type) {
        Object proxy =
                Proxy.newProxyInstance(
                        type.getClassLoader(),
                        new Class<?>[] {type},
                        (self, method, arguments) -> {
                            List<@Nullable Object> given =
                                    arguments == null ? List.of() : List.of(arguments);
                            calls.add(method.getName() + given);
                            @Nullable Object answer = answers.get(method.getName());
                            if (answer == null && method.isDefault()) {
                                return InvocationHandler.invokeDefault(self, method, arguments);
                            }
                            if (answer instanceof Throwable e) {
                                throw e;
                            }
                            return answer;
                        });
        return type.cast(proxy);
    }
}
