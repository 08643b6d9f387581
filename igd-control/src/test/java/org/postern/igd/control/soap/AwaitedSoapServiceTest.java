// SPDX-License-Identifier: Apache-2.0
package org.postern.igd.control.soap;

import org.postern.api.gateway.GatewayException;

import java.time.Duration;
import java.util.concurrent.CompletionException;

/** The same where the caller waits for the answer. */
class AwaitedSoapServiceTest extends SoapServiceTest {
    @Override
    Reply.Done call(SoapService service, Action action) {
        try {
            return service.ask(action, Duration.ofSeconds(20));
        } catch (GatewayException | InterruptedException e) {
            throw new CompletionException(e);
        }
    }
}
