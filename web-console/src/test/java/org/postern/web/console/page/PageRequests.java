// SPDX-License-Identifier: Apache-2.0
package org.postern.web.console.page;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;

/** Requests of a browser. */
public final class PageRequests {
    public static final String BASE = "/system/console/postern";

    private PageRequests() {}

    public static PageRequest get(String path, String... headers) {
        return request("GET", path, InputStream.nullInputStream(), headers);
    }

    /** As our script sends it. */
    public static PageRequest post(String body) {
        return post(
                body,
                "X-Postern-Request",
                "1",
                "Origin",
                "http://127.0.0.1:8080",
                "Sec-Fetch-Site",
                "same-origin");
    }

    /** Of a form, with other headers than our script's. */
    public static PageRequest post(String body, String... headers) {
        String[] all = new String[headers.length + 2];
        System.arraycopy(headers, 0, all, 0, headers.length);
        all[headers.length] = "Content-Type";
        all[headers.length + 1] = "application/x-www-form-urlencoded;charset=UTF-8";
        return request(
                "POST", "", new ByteArrayInputStream(body.getBytes(StandardCharsets.UTF_8)), all);
    }

    public static PageRequest request(
            String method, String path, InputStream body, String... headers) {
        Map<String, String> all = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        all.put("Host", "127.0.0.1:8080");
        for (int i = 0; i < headers.length; i += 2) {
            all.put(headers[i], headers[i + 1]);
        }
        return new PageRequest(method, path, BASE, all::get, body);
    }
}
