/* Draws a triangle without a screen and says by which renderer; fails unless the middle has its colour. Needs no headers but the C library's. */
#include <stdio.h>
#include <stdlib.h>

#define SURFACELESS 0x31DD /* EGL_PLATFORM_SURFACELESS_MESA */
#define OPENGL_ES_API 0x30A0
#define NONE 0x3038
#define TRIANGLES 4
#define FLOAT 0x1406
#define RGBA 0x1908
#define UNSIGNED_BYTE 0x1401
#define RENDERER 0x1F01
#define VERSION 0x1F02

void *eglGetPlatformDisplay(unsigned platform, void *native, const long *attributes);
unsigned eglInitialize(void *display, int *major, int *minor);
unsigned eglBindAPI(unsigned api);
unsigned eglChooseConfig(void *display, const int *attributes, void **configs, int size, int *count);
void *eglCreateContext(void *display, void *config, void *share, const int *attributes);
void *eglCreatePbufferSurface(void *display, void *config, const int *attributes);
unsigned eglMakeCurrent(void *display, void *draw, void *read, void *context);
int eglGetError(void);
const char *glGetString(unsigned name);
unsigned glCreateShader(unsigned type);
void glShaderSource(unsigned shader, int count, const char *const *text, const int *lengths);
void glCompileShader(unsigned shader);
unsigned glCreateProgram(void);
void glAttachShader(unsigned program, unsigned shader);
void glBindAttribLocation(unsigned program, unsigned index, const char *name);
void glLinkProgram(unsigned program);
void glUseProgram(unsigned program);
void glVertexAttribPointer(unsigned index, int size, unsigned type, unsigned char normalized, int stride, const void *data);
void glEnableVertexAttribArray(unsigned index);
void glDrawArrays(unsigned mode, int first, int count);
void glReadPixels(int x, int y, int width, int height, unsigned format, unsigned type, void *data);

static const char *vertex = "attribute vec2 place; void main() { gl_Position = vec4(place, 0.0, 1.0); }";
static const char *fragment = "precision mediump float; void main() { gl_FragColor = vec4(1.0, 0.0, 1.0, 1.0); }";

static void need(int holds, const char *what) {
	if (holds) return;
	fprintf(stderr, "%s failed: EGL error 0x%x\n", what, eglGetError());
	exit(1);
}

static void add(unsigned program, unsigned type, const char *text) {
	unsigned shader = glCreateShader(type);
	glShaderSource(shader, 1, &text, NULL);
	glCompileShader(shader);
	glAttachShader(program, shader);
}

int main(void) {
	static const int wanted[] = {0x3033, 1 /* pbuffer */, 0x3040, 4 /* ES 2 */, 0x3024, 8, 0x3023, 8, 0x3022, 8, NONE};
	static const int es2[] = {0x3098, 2, NONE};
	static const int size[] = {0x3057, 64, 0x3056, 64, NONE};
	static const float corners[] = {-1, -1, 3, -1, -1, 3};
	void *config;
	int major, minor, count = 0;
	unsigned char pixel[4] = {0};

	void *display = eglGetPlatformDisplay(SURFACELESS, NULL, NULL);
	need(display != NULL, "eglGetPlatformDisplay");
	need(eglInitialize(display, &major, &minor), "eglInitialize");
	eglBindAPI(OPENGL_ES_API);
	need(eglChooseConfig(display, wanted, &config, 1, &count) && count == 1, "eglChooseConfig");
	void *context = eglCreateContext(display, config, NULL, es2);
	void *surface = eglCreatePbufferSurface(display, config, size);
	need(eglMakeCurrent(display, surface, surface, context), "eglMakeCurrent");

	unsigned program = glCreateProgram();
	add(program, 0x8B31, vertex);
	add(program, 0x8B30, fragment);
	glBindAttribLocation(program, 0, "place");
	glLinkProgram(program);
	glUseProgram(program);
	glVertexAttribPointer(0, 2, FLOAT, 0, 0, corners);
	glEnableVertexAttribArray(0);
	glDrawArrays(TRIANGLES, 0, 3);
	glReadPixels(32, 32, 1, 1, RGBA, UNSIGNED_BYTE, pixel);
	printf("EGL %d.%d, %s, %s\n", major, minor, (const char *)glGetString(RENDERER), (const char *)glGetString(VERSION));
	printf("middle %d %d %d\n", pixel[0], pixel[1], pixel[2]);
	return pixel[0] == 255 && pixel[1] == 0 && pixel[2] == 255 ? 0 : 1;
}
