// SPDX-License-Identifier: Apache-2.0
package org.postern.doctor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.postern.api.doctor.OutsideHelper;
import org.postern.api.doctor.OutsideHelper.Serving;
import org.postern.api.doctor.OutsideResult;
import org.postern.api.doctor.OutsideResult.Reached;
import org.postern.api.gateway.Protocol;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;

@Timeout(60)
class PlainOutsideHelperTest {
    private static final InetAddress LOOPBACK = InetAddress.getLoopbackAddress();
    private static final InetSocketAddress ANY_PORT = new InetSocketAddress(LOOPBACK, 0);

    /** As a program finds it. */
    @Test
    void oneServes_andAsksItself() throws Exception {
        try (OutsideHelper helper = OutsideHelper.create();
                Serving serving = helper.serve(ANY_PORT);
                ServerSocket program = new ServerSocket(0, 5, LOOPBACK)) {
            assertEquals(
                    new OutsideResult(LOOPBACK, Reached.OPEN),
                    helper.ask(url(serving), Protocol.TCP, LOOPBACK, program.getLocalPort()));
        }
    }

    @Test
    void theEnd_endsWhatIsServed_andNothingIsServedAfter() throws Exception {
        OutsideHelper helper = new PlainOutsideHelper();
        Serving first = helper.serve(ANY_PORT);
        Serving second = helper.serve(ANY_PORT);
        first.close();
        helper.close();

        first.awaitEnd();
        second.awaitEnd();
        assertThrows(IOException.class, () -> new Socket(LOOPBACK, second.address().getPort()));
        assertThrows(IOException.class, () -> helper.serve(ANY_PORT));
    }

    @Test
    void theService_endsWithItsBundleAlone() throws Exception {
        OutsideHelperComponent service = new OutsideHelperComponent();
        Serving serving = service.serve(ANY_PORT);
        service.close();
        new Socket(LOOPBACK, serving.address().getPort()).close();

        service.end();
        serving.awaitEnd();
        assertTrue(serving.address().getPort() > 0);
    }

    private static URI url(Serving serving) {
        return URI.create("http://127.0.0.1:" + serving.address().getPort());
    }
}
