// SPDX-License-Identifier: Apache-2.0
package org.postern.web.console.server;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.ArrayDeque;
import java.util.Base64;
import java.util.Deque;
import java.util.Optional;

/**
 * Who may see the page: a token admits one browser, which gets a session that lasts as long as this.
 * May be used from any thread.
 */
final class AccessTokens {
    /** The oldest makes room for a new one. */
    static final int MOST_SESSIONS = 16;

    /** 128 bits. */
    private static final int BYTES = 16;

    private final SecureRandom random = new SecureRandom();
    private final String path = "/" + fresh();

    /** Guarded by this. */
    private final Deque<String> sessions = new ArrayDeque<>();

    /** Guarded by this. */
    private String token = fresh();

    /** The path of the page, which others cannot name. */
    String path() {
        return path;
    }

    /** The token that admits the next browser. */
    synchronized String token() {
        return token;
    }

    /**
     * Uses up the token.
     *
     * @param given by a browser
     * @return its session; empty where that is not the token
     */
    synchronized Optional<String> redeem(String given) {
        if (!equal(given, token)) {
            return Optional.empty();
        }
        token = fresh();
        String session = fresh();
        sessions.addFirst(session);
        if (sessions.size() > MOST_SESSIONS) {
            sessions.removeLast();
        }
        return Optional.of(session);
    }

    /** Whether a browser was admitted. */
    synchronized boolean isSession(String given) {
        boolean known = false;
        for (String each : sessions) {
            known |= equal(given, each);
        }
        return known;
    }

    /** Takes as long for a wrong one as for the right one. */
    static boolean equal(String given, String right) {
        return MessageDigest.isEqual(
                given.getBytes(StandardCharsets.UTF_8), right.getBytes(StandardCharsets.UTF_8));
    }

    private String fresh() {
        byte[] bytes = new byte[BYTES];
        random.nextBytes(bytes);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}
