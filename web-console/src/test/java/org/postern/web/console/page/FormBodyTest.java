// SPDX-License-Identifier: Apache-2.0
package org.postern.web.console.page;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.postern.web.console.actions.UnusableRequest;

import java.io.IOException;
import java.io.InputStream;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;

class FormBodyTest {
    @Test
    void parametersAreDecoded() throws Exception {
        assertEquals(
                Map.of("port", "80", "description", "a b&c=ü", "empty", ""),
                FormBody.read(PageRequests.post("port=80&description=a+b%26c%3D%C3%BC&empty=&")));
        assertEquals(Map.of(), FormBody.read(PageRequests.post("")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"port=80&port=81", "port=%", "port=%zz", "%=1"})
    void whatNoFormSends_isRefused(String body) {
        assertThrows(UnusableRequest.class, () -> FormBody.read(PageRequests.post(body)));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"text/plain", "multipart/form-data; boundary=x", "application/json", ""})
    void otherTypesAreRefused(String type) {
        PageRequest request =
                PageRequests.request(
                        "POST", "", InputStream.nullInputStream(), "Content-Type", type);

        assertThrows(UnusableRequest.class, () -> FormBody.read(request));
    }

    @Test
    void aBodyWithoutEnd_isReadNoFurther() {
        AtomicInteger read = new AtomicInteger();
        InputStream endless =
                new InputStream() {
                    @Override
                    public int read() throws IOException {
                        read.incrementAndGet();
                        return 'a';
                    }
                };
        PageRequest request =
                PageRequests.request(
                        "POST", "", endless, "Content-Type", "application/x-www-form-urlencoded");

        assertThrows(UnusableRequest.class, () -> FormBody.read(request));
        assertEquals(FormBody.MAX_BYTES + 1, read.get());
    }
}
