// SPDX-License-Identifier: Apache-2.0
package org.postern.igd.control.monitoring;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.postern.api.gateway.Gateway;

import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.Arrays;
import java.util.stream.Stream;

class ObservedGatewayTest {
    static Stream<Method> callsOfAGateway() {
        return Arrays.stream(Gateway.class.getMethods())
                .filter(each -> !Modifier.isStatic(each.getModifiers()));
    }

    /** A default of the interface would say that the watched gateway cannot do it. */
    @ParameterizedTest
    @MethodSource("callsOfAGateway")
    void whatAGatewayCanDo_aWatchedOneCanDoToo(Method call) {
        assertDoesNotThrow(
                () ->
                        ObservedGateway.class.getDeclaredMethod(
                                call.getName(), call.getParameterTypes()));
    }
}
