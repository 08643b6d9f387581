// SPDX-License-Identifier: Apache-2.0
package org.postern.examples.game;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.ThreadLocalRandom;

/** One player guesses a number. */
final class GuessingGame implements Runnable {
    private static final int HIGHEST = 100;
    private static final int PATIENCE_MILLIS = 60_000;

    private final Socket player;

    GuessingGame(Socket player) {
        this.player = player;
    }

    @Override
    public void run() {
        try (player) {
            player.setSoTimeout(PATIENCE_MILLIS);
            play(
                    player.getInputStream(),
                    new PrintStream(player.getOutputStream(), true, StandardCharsets.US_ASCII));
        } catch (IOException e) {
            // The player is gone.
        }
    }

    private static void play(InputStream in, PrintStream out) throws IOException {
        int number = ThreadLocalRandom.current().nextInt(HIGHEST) + 1;
        out.println("I think of a number from 1 to " + HIGHEST + ".");
        int guesses = 1;
        for (int guess = read(in); guess != number; guess = read(in)) {
            out.println(guess < number ? "Higher." : "Lower.");
            guesses++;
        }
        out.println("Right, after " + guesses + " guesses.");
    }

    /** The digits of a line, in few bytes however many come: the internet is at the other end. */
    private static int read(InputStream in) throws IOException {
        int guess = 0;
        for (int character = in.read(); character != '\n'; character = in.read()) {
            if (character < 0) {
                throw new EOFException();
            }
            if (character >= '0' && character <= '9') {
                guess = Math.min(guess * 10 + character - '0', HIGHEST + 1);
            }
        }
        return guess;
    }
}
