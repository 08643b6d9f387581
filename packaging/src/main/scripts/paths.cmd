set "jar=%home%..\share\postern\postern.jar"
if exist "%home%..\lib\postern\runtime\bin\java.exe" set "JAVA_HOME=%home%..\lib\postern\runtime"
